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

  /// With a device connected, or somebody who waits for one, the session is in use, however quiet.
  bool is_in_use() const { return !devices.empty() || !watchers.empty(); }
  void attach(std::shared_ptr<push_sink> device);
  void detach(const std::shared_ptr<push_sink>& device);
  /// The user wants to hear of another, and hears at once.
  void watch(const presence_watch& whom);
  /// Somebody wants to hear of the user, and hears at once.
  void be_watched(const presence_watch& by);
  void part(const presence_watch& from);
  void tell_devices(const std::shared_ptr<const std::string>& frame) const;

  const entity_context* context = nullptr;
  caf::actor supervisor;
  domain::entity_key key;
  std::vector<std::shared_ptr<push_sink>> devices;
  std::vector<presence_watch> watchers;  // told when the user comes and goes; the newest last, bounded
  std::vector<presence_watch> watching;  // whose coming and going the user's devices hear of, bounded
                                         // like watchers
  domain::instant last_seen{};

private:
  std::shared_ptr<const std::string> presence_frame() const;
  void tell_watchers() const;
};

session_actor::behavior_type session(session_actor::stateful_pointer<session_state> self, const entity_context* context,
                                     caf::actor supervisor, domain::entity_key key);

}  // namespace homigo::actors
