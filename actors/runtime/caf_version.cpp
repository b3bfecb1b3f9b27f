#include "actors/runtime/caf_version.hpp"

namespace homigo::actors {

std::unique_ptr<caf::actor_system_config> make_system_config(scheduling how, std::size_t threads) {
  auto config = std::make_unique<caf::actor_system_config>();
  if (how == scheduling::by_hand) {
    config->set("scheduler.policy", caf::atom("testing"));
    return config;
  }
  // Stealing polls; with few threads a shared queue is kinder. Bounded throughput keeps a busy actor from holding one.
  config->set("scheduler.policy", caf::atom("sharing"));
  config->set("scheduler.max-threads", threads);
  config->set("scheduler.max-throughput", static_cast<std::size_t>(50));
  return config;
}

}  // namespace homigo::actors
