#include "modules/notifications/notifications_module.hpp"

#include <spdlog/spdlog.h>

#include "actors/node.hpp"
#include "actors/runtime/device.hpp"
#include "http/routing/router.hpp"
#include "modules/conversations/conversations_module.hpp"
#include "modules/matching/matching_module.hpp"
#include "modules/notifications/routes/dev_outbox.hpp"
#include "modules/users/users_module.hpp"

namespace homigo::modules {

using std::chrono::seconds;

notifications_module::notifications_module(const platform::offer& platform, const platform::earlier_modules& earlier)
    : platform_(platform),
      delivery_rows_(platform.pool),
      event_rows_(platform.pool),
      outbox_(delivery_rows_, earlier.get<users_module>().secrets),
      events_(event_rows_, earlier.get<matching_module>().reads(), earlier.get<conversations_module>().reads(),
              earlier.get<users_module>().profile_reads(), platform.clock),
      sockets_(earlier.get<conversations_module>().message_services(), events_) {
  auto& accounts = earlier.get<users_module>().accounts;
  accounts.cache.on_forget([this](const sessions_ended& ended) { sockets_.revoke(ended); });
  accounts.texts.on_forget([this](const domain::uuid& user_id) { nudge_devices(user_id); });
}

/// Something may have happened to them outside of their actors. What is missed here the event sweep finds.
void notifications_module::nudge_devices(const domain::uuid& user_id) noexcept {
  try {
    for (const auto& known : events_.last_seqs(std::span{&user_id, 1}))
      platform_.node.entities().devices().tell(known.user_id, {known.last_seq, {}, {}});
  } catch (const std::exception& e) {
    spdlog::debug("devices hear of a changed account later: {}", e.what());
  }
}

void notifications_module::add_to(platform::registry& node) {
  node.routes.websocket("/ws", [this] { return sockets_.make_peer(); });
  if (platform_.is_sandbox()) http::add_dev_outbox_routes(node.routes, outbox_);
  node.work.push_back({"event sweep", seconds{5}, [this] { sockets_.sweep(); }});
  node.jobs.push_back(
      {"message secrets", seconds{60}, [this] { delivery_rows_.erase_expired_secrets(platform_.clock.now()); }});
  platform_.metrics.read_gauge("homigo_websockets", "Open WebSockets", {},
                               [this] { return static_cast<double>(sockets_.size()); });
}

}  // namespace homigo::modules
