// All open WebSocket clients of this node: where new ones come from, and the sweep that catches up lost nudges.
#pragma once

#include <memory>
#include <mutex>
#include <unordered_map>

#include "modules/conversations/routes/message_services.hpp"
#include "modules/notifications/stream/client.hpp"
#include "modules/users/caches/token_cache.hpp"

namespace homigo::http {

/// Thread-safe. Outlives the listener.
class ws_hub {
public:
  ws_hub(message_services services, modules::events& events) : services_(services), events_(events) {}

  /// For router::websocket().
  std::unique_ptr<ws_peer> make_peer();

  /// Compares the counters of all connected users with what they were told, in one query. Blocks: for a worker, every 5
  /// s.
  void sweep();
  /// Closes the connections of the sessions that have been signed out.
  void revoke(const modules::sessions_ended& ended);

  void add(const std::shared_ptr<ws_client>& client);
  void remove(const std::shared_ptr<ws_client>& client);

  std::size_t size() const;

  const message_services& services() const { return services_; }
  modules::events& events() const { return events_; }

private:
  std::vector<std::shared_ptr<ws_client>> clients();

  message_services services_;
  modules::events& events_;
  mutable std::mutex mutex_;
  std::unordered_map<const ws_client*, std::shared_ptr<ws_client>> open_;
};

}  // namespace homigo::http
