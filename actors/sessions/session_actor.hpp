// The actor of one user with recent activity: all devices together, and presence.
#pragma once

#include <memory>
#include <vector>

#include "actors/runtime/entity_context.hpp"
#include "actors/sessions/session_protocol.hpp"

namespace homigo::actors {

/// Presence of a person, owed to a conversation.
struct presence_watch {
  domain::uuid user_id{};
  domain::uuid conversation_id{};
  bool operator==(const presence_watch&) const = default;
};

struct session_state {
  static constexpr const char* name = "session";

  const entity_context* context = nullptr;
  caf::actor supervisor;
  domain::entity_key key;
  std::vector<std::shared_ptr<push_sink>> devices;
  std::vector<presence_watch> watchers;  // told when the user comes and goes; the newest last, bounded
  std::vector<presence_watch> watching;  // whose coming and going the user's devices hear of, bounded like watchers
  domain::instant last_seen{};
};

session_actor::behavior_type session(session_actor::stateful_pointer<session_state> self, const entity_context* context,
                                     caf::actor supervisor, domain::entity_key key);

}  // namespace homigo::actors
