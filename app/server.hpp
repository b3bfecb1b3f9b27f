// One serving node: what it is made of, in the order in which it is made, started, drained and taken apart.
#pragma once

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

#include "actors/node.hpp"
#include "app/configuration.hpp"
#include "app/database_probe.hpp"
#include "app/product.hpp"
#include "app/storage.hpp"
#include "app/world.hpp"
#include "http/pipeline/ask.hpp"
#include "http/pipeline/work_lanes.hpp"
#include "http/server/listener.hpp"
#include "persistence/entity_store.hpp"
#include "persistence/postgres/commit/shard_ownership.hpp"
#include "platform/job_runner.hpp"
#include "platform/node_timers.hpp"

namespace homigo::app {

class server {
public:
  /// Takes the shards; throws start_refused with one sentence when another node serves this database.
  explicit server(const configuration& settings);
  ~server();
  server(const server&) = delete;
  server& operator=(const server&) = delete;

  /// Binds, listens and becomes ready; throws boost::system::system_error where the port is taken.
  void start();
  unsigned short port() const { return listener_.port(); }
  /// Readiness off, no new connections, sockets closed with 1012, entities stopped, lease given back.
  /// False when some entities have not stopped: nothing may be taken apart under them, the process is to end as it is.
  [[nodiscard]] bool drain();

private:
  std::vector<domain::shard_claim> take_shards();
  void add_jobs();
  void add_timers();
  void stop_work();
  void give_lease_back();
  void renew_lease();
  void reload_shards();
  domain::result<void> not_draining() const;
  http::edge_services edge_of(const http::router& routes);
  bool has_private_port() const { return settings_.http.private_port != 0; }
  void drain_listeners();

  const configuration settings_;
  world world_;
  metrics::registry metrics_;
  const domain::uuid incarnation_;
  storage storage_;
  const std::unique_ptr<domain::idempotency_store> first_answers_;
  postgres::database database_{storage_.pool};
  database_probe database_probe_{[this] { database_.query("SELECT 1"); }};
  postgres::database ownership_database_{storage_.ownership};
  postgres::shard_ownership ownership_;
  // Apart from all others, so that no work of a module costs this node its shards.
  platform::node_timers ownership_timers_{"ownership", 2, metrics_};
  const std::unique_ptr<persistence::entity_store> entities_;
  http::asker asker_{world_.clock};
  actors::node node_;
  http::io_threads io_;
  http::worker_pool workers_;
  http::work_lanes lanes_;
  http::rate_limiter limits_;
  http::router routes_;
  http::router private_routes_;  // empty without a port of their own
  platform::registry registry_{routes_, has_private_port() ? private_routes_ : routes_, {}, {}, {}, {}};
  const platform::offer offer_;
  product product_;
  http::edge_metrics edge_metrics_{metrics_};
  http::request_pipeline pipeline_;
  http::request_pipeline private_pipeline_;
  http::listener listener_;
  http::listener private_listener_;
  std::atomic<bool> draining_{false};
  // Last: they use what stands above.
  std::optional<platform::job_runner> jobs_;  // once all are registered
  platform::node_timers timers_{"timers", 2, metrics_};
  std::vector<std::jthread> parts_;
};

struct start_refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace homigo::app
