// What every entity actor understands, and what it tells its supervisor.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "actors/runtime/envelope.hpp"
#include "domain/engine/commit.hpp"
#include "persistence/entity_store.hpp"

namespace homigo::actors {

/// Time passes, about once a second, for lanes and supervisors.
struct tick {
  std::chrono::steady_clock::time_point now;
};

/// A lane's verdict on the group that an entity has under way.
struct group_outcome {
  enum class status : std::uint8_t {
    committed,  // `version` is the entity's new one; results answer the items
    refused,    // nothing written: some items are not allowed, the others may be tried again
    rejected,   // nothing written: the data of some item is wrong
    stale,      // nothing written: this activation is behind the rows
    retry,      // nothing written: the database does not work just now
    unknown,    // the connection was lost: the rows know what happened, this activation does not
  };
  status what{};
  std::vector<domain::item_refusal> refused;
  std::vector<domain::item_result> results;
};

/// Finish what is under way, hand over a snapshot, stop.
struct passivate {};

using entity_actor = caf::typed_actor<
    // A lane has decided about the group under way.
    takes<group_outcome>,
    // The supervisor wants the memory back; it keeps later messages until the actor has stopped.
    takes<passivate>>;

// --- To the supervisor -----------------------------------------------------------------------------------------------

/// This activation no longer knows the truth, or failed: `undecided` are to be delivered to the next one. Until it gets
/// `passivate` it sends everything back that is still on its way to it.
struct reload_me {
  domain::entity_key key;
  std::vector<envelope> undecided;
  std::string failure;  // what a command threw; empty = the rows have moved on
};

/// The answer of an entity that cannot stop now although it is idle: a session with a device connected.
struct still_in_use {
  domain::entity_key key;
};

}  // namespace homigo::actors

HOMIGO_LOCAL_MESSAGE(homigo::actors::tick)
HOMIGO_LOCAL_MESSAGE(homigo::actors::group_outcome)
HOMIGO_LOCAL_MESSAGE(homigo::actors::passivate)
HOMIGO_LOCAL_MESSAGE(homigo::actors::reload_me)
HOMIGO_LOCAL_MESSAGE(homigo::actors::still_in_use)
HOMIGO_LOCAL_MESSAGE(homigo::persistence::pair_snapshot)
