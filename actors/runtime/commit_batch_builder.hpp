// Between entities and the database: groups into one batch, one report back into an outcome for each group.
#pragma once

#include <vector>

#include "actors/runtime/commit_lane.hpp"

namespace homigo::actors {

/// Shards are named once each; groups are numbered by their position.
domain::commit_batch build_batch(const std::vector<group_request>& groups, const shard_map& shards);

/// What became of each group of a committed batch, by position.
std::vector<group_outcome> split_report(domain::commit_report report, std::size_t groups);

}  // namespace homigo::actors
