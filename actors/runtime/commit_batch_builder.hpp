// Between entities and the database: groups into one batch, one report back into an outcome for each group.
#pragma once

#include <vector>

#include "actors/runtime/commit_lane.hpp"

namespace homigo::actors {

/// Shards are named once each; groups are numbered by their position.
domain::commit_batch build_batch(const std::vector<group_request>& groups, const shard_map& shards);

/// What became of each group of a committed batch, by position.
std::vector<group_outcome> split_report(domain::commit_report report, std::size_t groups);

/// What people did in a committed batch: items that stand, each once, repeated messages not again.
struct batch_activity {
  std::uint64_t swipes = 0;
  std::uint64_t matches = 0;
  std::uint64_t messages = 0;
};
batch_activity activity_of(const std::vector<group_request>& groups, const std::vector<group_outcome>& outcomes);

}  // namespace homigo::actors
