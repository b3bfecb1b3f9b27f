// What people are told: durable events over the WebSocket, and the outbox of what leaves the building.
#pragma once

#include "modules/notifications/delivery_repository.hpp"
#include "modules/notifications/event_reads.hpp"
#include "modules/notifications/events.hpp"
#include "modules/notifications/outbox.hpp"
#include "modules/notifications/stream/hub.hpp"
#include "platform/earlier_modules.hpp"
#include "platform/offer.hpp"
#include "platform/registry.hpp"

namespace homigo::modules {

class notifications_module {
public:
  notifications_module(const platform::offer& platform, const platform::earlier_modules& earlier);
  void add_to(platform::registry& node);

private:
  void nudge_devices(const domain::uuid& user_id) noexcept;

  const platform::offer& platform_;
  persistence::delivery_repository delivery_rows_;
  persistence::event_reads event_rows_;
  modules::outbox outbox_;
  modules::events events_;
  http::ws_hub sockets_;
};

}  // namespace homigo::modules
