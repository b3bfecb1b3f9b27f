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

/// Watching again keeps one's place at the end of the queue.
void add_newest(const settings& limits, std::vector<presence_watch>& watches, const presence_watch& watch) {
  std::erase(watches, watch);
  if (watches.size() >= static_cast<std::size_t>(limits.watchers)) watches.erase(watches.begin());
  watches.push_back(watch);
}

}  // namespace

void session_state::attach(std::shared_ptr<push_sink> device) {
  devices.push_back(std::move(device));
  last_seen = context->clock.now();
  if (devices.size() == 1) tell_watchers();
}

void session_state::detach(const std::shared_ptr<push_sink>& device) {
  std::erase(devices, device);
  last_seen = context->clock.now();
  if (!devices.empty()) return;
  tell_watchers();
  for (const auto& watched : std::exchange(watching, {}))
    context->region.tell_if_live({entity_kind::user, watched.user_id}, unwatch_presence{key.id});
}

void session_state::watch(const presence_watch& whom) {
  add_newest(context->settings, watching, whom);
  context->region.tell({entity_kind::user, whom.user_id}, watch_presence{key.id, whom.conversation_id});
}

void session_state::be_watched(const presence_watch& by) {
  add_newest(context->settings, watchers, by);
  context->region.tell_if_live({entity_kind::user, by.user_id}, volatile_event{presence_frame()});
}

void session_state::part(const presence_watch& from) {
  std::erase(watchers, from);
  // A watch_presence of ours may be on its way behind the end that the other has heard of already.
  if (std::erase(watching, from) > 0)
    context->region.tell_if_live({entity_kind::user, from.user_id}, end_watching{key.id, from.conversation_id});
}

void session_state::tell_devices(const std::shared_ptr<const std::string>& frame) const {
  for (const auto& device : devices) device->volatile_event(frame);
}

std::shared_ptr<const std::string> session_state::presence_frame() const {
  domain::presence_news news{key.id, !devices.empty(), std::nullopt};
  if (last_seen != domain::instant{}) news.last_seen_at = last_seen;
  return std::make_shared<const std::string>(R"({"event":"presence","data":)" + codec::to_json(news) + "}");
}

void session_state::tell_watchers() const {
  const auto frame = presence_frame();
  std::set<domain::uuid> told;
  for (const auto& watcher : watchers)
    if (told.insert(watcher.user_id).second)
      context->region.tell_if_live({entity_kind::user, watcher.user_id}, volatile_event{frame});
}

session_actor::behavior_type session(session_actor::stateful_pointer<session_state> self, const entity_context* context,
                                     caf::actor supervisor, domain::entity_key key) {
  auto& state = state_of(self);
  state.context = context;
  state.supervisor = std::move(supervisor);
  state.key = key;
  return {
      [](const group_outcome&) {},
      [self](passivate) {
        const auto& mine = state_of(self);
        if (!mine.is_in_use()) return self->quit();
        send_to(mine.supervisor, still_in_use{mine.key});
      },
      [&state](const request_context&, const attach_sink& a) { state.attach(a.sink); },
      [&state](const request_context&, const detach_sink& d) { state.detach(d.sink); },
      [&state](const request_context&, const subscribe_presence& s) {
        state.watch({s.user_id, s.conversation_id});
      },
      [&state](const request_context&, const unwatch_presence& u) {
        std::erase_if(state.watchers, [&](const auto& watch) { return watch.user_id == u.user_id; });
      },
      [&state](const request_context&, const end_watching& p) {
        state.part({p.user_id, p.conversation_id});
      },
      [&state](const request_context&, const watch_presence& w) {
        state.be_watched({w.user_id, w.conversation_id});
      },
      [&state](const request_context&, const volatile_event& e) { state.tell_devices(e.frame); },
  };
}

}  // namespace homigo::actors
