#include "actors/runtime/region.hpp"

#include <caf/send.hpp>

namespace homigo::actors {

void region::send(routed message) const {
  const auto& supervisor = supervisors_[domain::shard_of(message.key)];
  if (supervisor) caf::anon_send(supervisor, std::move(message));
}

}  // namespace homigo::actors
