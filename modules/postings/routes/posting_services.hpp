// What routes that change postings stand on.
#pragma once

#include "http/pipeline/entity_services.hpp"

namespace homigo::modules {
class catalogue;
}

namespace homigo::http {

struct posting_services : entity_services {
  modules::catalogue& catalogue;
};

}  // namespace homigo::http
