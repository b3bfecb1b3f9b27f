// A message on its way to an entity, whichever supervisor, buffer or restart it passes.
#pragma once

#include <vector>

#include "actors/runtime/caf_version.hpp"
#include "actors/runtime/reply_port.hpp"
#include "domain/entity.hpp"
#include "domain/time.hpp"

namespace homigo::actors {

struct routed {
  domain::entity_key key;
  ticket from = 0;
  domain::instant deadline{};  // after it nobody waits for the answer
  bool only_if_live = false;   // not worth waking the entity for
  caf::message content;
};

}  // namespace homigo::actors

HOMIGO_LOCAL_MESSAGE(homigo::actors::routed)
HOMIGO_LOCAL_MESSAGE(std::vector<homigo::actors::routed>)
