// What routes that decide on pairs stand on.
#pragma once

#include "http/pipeline/entity_services.hpp"

namespace homigo::modules {
class known_owners;
class pair_lookup;
}  // namespace homigo::modules

namespace homigo::http {

class match_reader;

struct swipe_services : entity_services {
  match_reader& matches;
  modules::pair_lookup& pairs;
  modules::known_owners& owners;
};

}  // namespace homigo::http
