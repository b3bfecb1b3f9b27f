// What is said to a session: the actor of one user with recent activity, all devices together.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "actors/runtime/device.hpp"
#include "actors/runtime/entity_protocol.hpp"
#include "domain/engine/commit.hpp"

namespace homigo::actors {

// --- From the edge ---------------------------------------------------------------------------------------------------

struct attach_sink {
  std::shared_ptr<push_sink> sink;
};
struct detach_sink {
  std::shared_ptr<push_sink> sink;
};
/// This session's user wants to hear when `user_id` comes and goes, as long as their conversation is open; answered at
/// once by a presence event.
struct subscribe_presence {
  domain::uuid user_id{};
  domain::uuid conversation_id{};
};

// --- From other actors -----------------------------------------------------------------------------------------------

/// `user_id` wants to hear when this session's user comes and goes.
struct watch_presence {
  domain::uuid user_id{};
  domain::uuid conversation_id{};
};
/// `user_id` has no device any more.
struct unwatch_presence {
  domain::uuid user_id{};
};
/// The match with `user_id` is over: neither hears of the other again, unless by another conversation that is open.
struct end_watching {
  domain::uuid user_id{};
  domain::uuid conversation_id{};
};

/// Goes to every device of the user, and is gone if there is none.
struct volatile_event {
  std::shared_ptr<const std::string> frame;
};

using session_actor = entity_actor::extend<
    // A device has connected, or gone.
    takes<request_context, attach_sink>, takes<request_context, detach_sink>,
    // Presence among people who talk with each other, until one is gone or the match is over.
    takes<request_context, subscribe_presence>, takes<request_context, watch_presence>,
    takes<request_context, unwatch_presence>, takes<request_context, end_watching>,
    // Something without a number happened to this user.
    takes<request_context, volatile_event>>;

}  // namespace homigo::actors

HOMIGO_LOCAL_MESSAGE(homigo::actors::attach_sink)
HOMIGO_LOCAL_MESSAGE(homigo::actors::detach_sink)
HOMIGO_LOCAL_MESSAGE(homigo::actors::subscribe_presence)
HOMIGO_LOCAL_MESSAGE(homigo::actors::watch_presence)
HOMIGO_LOCAL_MESSAGE(homigo::actors::unwatch_presence)
HOMIGO_LOCAL_MESSAGE(homigo::actors::end_watching)
HOMIGO_LOCAL_MESSAGE(homigo::actors::volatile_event)
