#include "actors/runtime/region.hpp"

#include <caf/send.hpp>

namespace homigo::actors {

void region::send(envelope message) const {
  const auto& supervisor = supervisors_[domain::shard_of(message.key)];
  if (supervisor) caf::anon_send(supervisor, std::move(message));
}

void region::reread(const domain::entity_key& key) const {
  const auto& supervisor = supervisors_[domain::shard_of(key)];
  if (supervisor) caf::anon_send(supervisor, rows_changed{key});
}

}  // namespace homigo::actors
