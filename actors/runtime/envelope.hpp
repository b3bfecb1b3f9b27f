// A message on its way to an entity, whichever supervisor, buffer or restart it passes.
#pragma once

#include <optional>
#include <vector>

#include "actors/runtime/caf_version.hpp"
#include "actors/runtime/reply_port.hpp"
#include "domain/engine/entity.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::actors {

/// Stands before every command: who waits for the answer, and until when.
struct request_context {
  ticket from = 0;
  domain::instant deadline = domain::instant::max();
};

struct envelope {
  domain::entity_key key;
  request_context from;
  bool only_if_live = false;  // not worth waking the entity for
  caf::message content;       // request_context, then the command
};

/// To the supervisor: a plain module has changed rows of this entity.
struct rows_changed {
  domain::entity_key key;
};

template <class Command>
envelope to_entity(domain::entity_key key, Command command, request_context from = {}) {
  return {key, from, false, caf::make_message(from, std::move(command))};
}

}  // namespace homigo::actors

HOMIGO_LOCAL_MESSAGE(homigo::actors::request_context)
HOMIGO_LOCAL_MESSAGE(homigo::actors::rows_changed)
HOMIGO_LOCAL_MESSAGE(homigo::actors::envelope)
HOMIGO_LOCAL_MESSAGE(std::vector<homigo::actors::envelope>)
