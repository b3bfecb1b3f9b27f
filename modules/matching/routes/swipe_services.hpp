// What routes that decide on pairs stand on.
#pragma once

#include "http/pipeline/entity_services.hpp"

namespace homigo::modules {
class pair_lookup;
}

namespace homigo::http {

class match_reader;

struct swipe_services : entity_services {
  match_reader& matches;
  modules::pair_lookup& pairs;
};

}  // namespace homigo::http
