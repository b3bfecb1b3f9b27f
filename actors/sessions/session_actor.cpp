#include "actors/sessions/session_actor.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "actors/runtime/reply_port.hpp"
#include "codec/json_writer.hpp"
#include "domain/notifications/event_data.hpp"

namespace homigo::actors {
namespace {

using domain::entity_kind;
using session_pointer = session_actor::stateful_pointer<session_state>;

std::shared_ptr<const std::string> presence_frame(const session_state& state) {
  domain::presence_news news{state.key.id, !state.devices.empty(), std::nullopt};
  if (state.last_seen != domain::instant{}) news.last_seen_at = state.last_seen;
  return std::make_shared<const std::string>(R"({"event":"presence","data":)" + codec::to_json(news) + "}");
}

void tell_watchers(const session_state& state) {
  const auto frame = presence_frame(state);
  std::set<domain::uuid> told;
  for (const auto& watcher : state.watchers)
    if (told.insert(watcher.user_id).second)
      state.context->region.tell_if_live({entity_kind::user, watcher.user_id}, volatile_event{frame});
}

void attach(session_state& state, std::shared_ptr<push_sink> sink) {
  state.devices.push_back(std::move(sink));
  state.last_seen = state.context->clock.now();
  if (state.devices.size() == 1) tell_watchers(state);
}

void detach(session_state& state, const std::shared_ptr<push_sink>& sink) {
  std::erase(state.devices, sink);
  state.last_seen = state.context->clock.now();
  if (!state.devices.empty()) return;
  tell_watchers(state);
  for (const auto& watched : std::exchange(state.watching, {}))
    state.context->region.tell_if_live({entity_kind::user, watched.user_id}, unwatch_presence{state.key.id});
}

/// Watching again keeps one's place at the end of the queue.
void add_newest(const settings& limits, std::vector<presence_watch>& watches, const presence_watch& watch) {
  std::erase(watches, watch);
  if (watches.size() >= static_cast<std::size_t>(limits.watchers)) watches.erase(watches.begin());
  watches.push_back(watch);
}

}  // namespace

session_actor::behavior_type session(session_pointer self, const entity_context* context, caf::actor supervisor,
                                     domain::entity_key key) {
  auto& mine = self->state;
  mine.context = context;
  mine.supervisor = std::move(supervisor);
  mine.key = key;
  return {
      [](const group_outcome&) {},
      [self](passivate) {
        auto& state = self->state;
        // With a device connected, or somebody who waits for one, the session is in use, however quiet.
        if (state.devices.empty() && state.watchers.empty()) return self->quit();
        self->anon_send(state.supervisor, still_in_use{state.key});
      },
      [self](const request_context&, const attach_sink& a) { attach(self->state, a.sink); },
      [self](const request_context&, const detach_sink& d) { detach(self->state, d.sink); },
      [self](const request_context&, const subscribe_presence& s) {
        auto& state = self->state;
        add_newest(state.context->settings, state.watching, {s.user_id, s.conversation_id});
        state.context->region.tell({entity_kind::user, s.user_id}, watch_presence{state.key.id, s.conversation_id});
      },
      [self](const request_context&, const unwatch_presence& u) {
        std::erase_if(self->state.watchers, [&](const auto& watch) { return watch.user_id == u.user_id; });
      },
      [self](const request_context&, const end_watching& p) {
        auto& state = self->state;
        const presence_watch over{p.user_id, p.conversation_id};
        std::erase(state.watchers, over);
        // A watch_presence of ours may be on its way behind the end that the other has heard of already.
        if (std::erase(state.watching, over) > 0)
          state.context->region.tell_if_live({entity_kind::user, p.user_id},
                                             end_watching{state.key.id, p.conversation_id});
      },
      [self](const request_context&, const watch_presence& w) {
        auto& state = self->state;
        add_newest(state.context->settings, state.watchers, {w.user_id, w.conversation_id});
        state.context->region.tell_if_live({entity_kind::user, w.user_id}, volatile_event{presence_frame(state)});
      },
      [self](const request_context&, const volatile_event& e) {
        for (const auto& device : self->state.devices) device->volatile_event(e.frame);
      },
  };
}

}  // namespace homigo::actors
