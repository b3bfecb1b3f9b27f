// What the platform offers to the modules of the product: made before them, and outliving them.
#pragma once

#include "config/settings.hpp"
#include "domain/kernel/ids/random.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"
#include "feed/settings.hpp"
#include "http/pipeline/entity_services.hpp"
#include "metrics/registry.hpp"

namespace homigo::actors {
class node;
}
namespace homigo::http {
class io_threads;
}
namespace homigo::postgres {
struct connection_options;
class connection_pool;
}  // namespace homigo::postgres

namespace homigo::platform {

struct offer {
  const config::settings& settings;
  const domain::clock& clock;
  domain::id_source& ids;
  domain::random_source& random;
  const feed::settings& feed;
  /// For a module's sql/.
  postgres::connection_pool& pool;
  const postgres::connection_options& connection;
  actors::node& node;
  /// For a module's routes/.
  http::entity_services edge;
  http::io_threads& io;
  /// Whoever counts something makes its metric here, where it is counted.
  metrics::registry& metrics;

  bool is_sandbox() const { return settings.providers.mode == config::provider_mode::sandbox; }
};

}  // namespace homigo::platform
