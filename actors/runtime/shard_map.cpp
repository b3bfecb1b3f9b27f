#include "actors/runtime/shard_map.hpp"

namespace homigo::actors {

void shard_map::replace(const std::vector<domain::shard_claim>& owned) {
  std::array<std::int64_t, domain::shard_count> fresh{};
  for (const auto& claim : owned) fresh[static_cast<std::size_t>(claim.shard)] = claim.epoch;
  for (std::size_t i = 0; i < fresh.size(); ++i) epochs_[i].store(fresh[i], std::memory_order_release);
}

void shard_map::fenced(const std::vector<domain::shard_claim>& claims) {
  for (const auto& claim : claims) {
    auto epoch = claim.epoch;
    epochs_[static_cast<std::size_t>(claim.shard)].compare_exchange_strong(epoch, 0, std::memory_order_acq_rel);
  }
  on_fenced_();
}

}  // namespace homigo::actors
