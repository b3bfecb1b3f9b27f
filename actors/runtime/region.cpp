#include "actors/runtime/region.hpp"

namespace homigo::actors {

void region::send(envelope message) const {
  const auto& supervisor = supervisors_[domain::shard_of(message.key)];
  if (supervisor) send_to(supervisor, std::move(message));
}

void region::reread(const domain::entity_key& key) const {
  const auto& supervisor = supervisors_[domain::shard_of(key)];
  if (supervisor) send_to(supervisor, rows_changed{key});
}

}  // namespace homigo::actors
