// Which shards this node owns, and since which epoch: read by lanes for every batch, replaced when ownership moves.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <vector>

#include "domain/engine/commit.hpp"

namespace homigo::actors {

class shard_map {
public:
  /// `on_fenced` is told, from any thread, that the database knows another owner or epoch than we.
  shard_map(domain::uuid incarnation, std::function<void()> on_fenced)
      : incarnation_(incarnation), on_fenced_(std::move(on_fenced)) {}

  const domain::uuid& incarnation() const { return incarnation_; }
  /// 0 = not ours.
  std::int64_t epoch(std::uint16_t shard) const { return epochs_[shard].load(std::memory_order_acquire); }
  void replace(const std::vector<domain::shard_claim>& owned);
  /// These are not ours any more, or not since then: nothing of them is decided or committed until replace() has
  /// brought what the database knows, which is asked for at once. Shards that were replaced meanwhile stay as they are.
  void fenced(const std::vector<domain::shard_claim>& claims);

private:
  domain::uuid incarnation_;
  std::function<void()> on_fenced_;
  std::array<std::atomic<std::int64_t>, domain::shard_count> epochs_{};
};

}  // namespace homigo::actors
