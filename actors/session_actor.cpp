#include "actors/session_actor.hpp"

#include <algorithm>

#include "actors/pair_protocol.hpp"
#include "actors/runtime/reply_port.hpp"

namespace homigo::actors {
namespace {

using domain::entity_kind;
using session_pointer = session_actor::stateful_pointer<session_state>;

std::shared_ptr<const std::string> presence_frame(const domain::uuid& user, const session_state& state) {
  const bool online = !state.devices.empty();
  std::string seen = state.last_seen == domain::instant{} ? "null" : '"' + domain::to_string(state.last_seen) + '"';
  return std::make_shared<const std::string>(R"({"event":"presence","data":{"user_id":")" + domain::to_string(user) +
                                             R"(","online":)" + (online ? "true" : "false") + R"(,"last_seen_at":)" + seen +
                                             "}}");
}

void tell_watchers(const entity_context& context, const domain::uuid& user, const session_state& state) {
  const auto frame = presence_frame(user, state);
  for (const auto& watcher : state.watchers) context.region.tell_if_live({entity_kind::user, watcher}, volatile_event{frame});
}

void attach(const entity_context& context, const domain::uuid& user, session_state& state, std::shared_ptr<push_sink> sink) {
  state.devices.push_back(std::move(sink));
  state.last_seen = context.clock.now();
  if (state.devices.size() == 1) tell_watchers(context, user, state);
}

void detach(const entity_context& context, const domain::uuid& user, session_state& state, const std::shared_ptr<push_sink>& sink) {
  std::erase(state.devices, sink);
  state.last_seen = context.clock.now();
  if (state.devices.empty()) tell_watchers(context, user, state);
}

/// Watching again keeps one's place at the end of the queue.
void add_watcher(const settings& limits, session_state& state, const domain::uuid& watcher) {
  std::erase(state.watchers, watcher);
  if (state.watchers.size() >= static_cast<std::size_t>(limits.watchers)) state.watchers.pop_front();
  state.watchers.push_back(watcher);
}

/// Both sides' swipes go to the listing of the pair: it alone decides.
void pass_swipe(const entity_context& context, const origin& from, const swipe_command& c) {
  const bool by_tenant = c.target_type == domain::swipe_target::listing;
  const auto& listing = by_tenant ? c.target_id : c.as_id;
  const auto& requirement = by_tenant ? c.as_id : c.target_id;
  const auto side = by_tenant ? domain::pair_side::tenant : domain::pair_side::host;
  context.region.tell({entity_kind::listing, listing}, swipe_on_pair{requirement, c.user_id, side, c.action}, from);
}

}  // namespace

session_actor::behavior_type session(session_pointer self, const entity_context* context, caf::actor supervisor,
                                     domain::entity_key key) {
  return {
      [](const group_outcome&) {},
      [=](passivate) {
        // With a device connected the session is in use, however quiet.
        if (self->state.devices.empty()) return self->quit();
        self->anon_send(supervisor, still_in_use{key});
      },
      [=](const origin& from, const swipe_command& c) { pass_swipe(*context, from, c); },
      [=](const origin& from, const swipe_answered& a) {
        if (from.from != 0) context->replies.answer(from.from, a.answer);
      },
      [=](const origin&, const attach_sink& a) { attach(*context, key.id, self->state, a.sink); },
      [=](const origin&, const detach_sink& d) { detach(*context, key.id, self->state, d.sink); },
      [=](const origin&, const watch_presence& w) {
        add_watcher(context->settings, self->state, w.user_id);
        context->region.tell_if_live({entity_kind::user, w.user_id}, volatile_event{presence_frame(key.id, self->state)});
      },
      [=](const origin&, const events_committed& e) {
        for (const auto& device : self->state.devices) device->events_committed(e.seq);
      },
      [=](const origin&, const volatile_event& e) {
        for (const auto& device : self->state.devices) device->volatile_event(e.frame);
      },
  };
}

}  // namespace homigo::actors
