#include "actors/runtime/commit_batch_builder.hpp"

#include <algorithm>

namespace homigo::actors {
namespace {

void append_items(domain::commit_items& to, const domain::commit_items& from, std::int32_t g) {
  const auto numbered = [g](auto& all, const auto& mine) {
    for (const auto& item : mine) all.emplace_back(item).g = g;
  };
  domain::for_each_kind(numbered, to, from);
}

void claim_shard(std::vector<domain::shard_claim>& claims, std::uint16_t shard, std::int64_t epoch) {
  const auto same = [&](const domain::shard_claim& c) { return c.shard == shard; };
  if (std::ranges::none_of(claims, same)) claims.push_back({shard, epoch});
}

/// What has an identifier of a message is one, whatever else it is.
template <class Item>
void count(const std::vector<Item>& items, batch_activity& done) {
  if constexpr (requires(const Item& item) { item.message_id; }) done.messages += items.size();
  if constexpr (requires(const Item& item) { item.action; }) {
    done.swipes += items.size();
    for (const auto& swipe : items) done.matches += swipe.match_id ? 1 : 0;
  }
}

}  // namespace

domain::commit_batch build_batch(const std::vector<group_request>& groups, const shard_map& shards) {
  domain::commit_batch batch;
  batch.incarnation = shards.incarnation();
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const auto& group = groups[g];
    const auto shard = domain::shard_of(group.key);
    claim_shard(batch.shards, shard, shards.epoch(shard));
    batch.groups.push_back({static_cast<std::int32_t>(g), group.key.id, group.key.kind, shard, group.version});
    append_items(batch.items, group.items, static_cast<std::int32_t>(g));
  }
  return batch;
}

std::vector<group_outcome> split_report(domain::commit_report report, std::size_t groups) {
  std::vector<group_outcome> outcomes(groups);
  for (auto& outcome : outcomes) outcome.what = group_outcome::status::committed;
  for (auto& result : report.results) outcomes[static_cast<std::size_t>(result.g)].results.push_back(std::move(result));
  for (auto& refusal : report.refused) {
    auto& outcome = outcomes[static_cast<std::size_t>(refusal.g)];
    outcome.what = group_outcome::status::refused;
    outcome.refused.push_back(std::move(refusal));
  }
  for (const auto g : report.stale) outcomes[static_cast<std::size_t>(g)].what = group_outcome::status::stale;
  return outcomes;
}

batch_activity activity_of(const std::vector<group_request>& groups, const std::vector<group_outcome>& outcomes) {
  batch_activity done;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (outcomes[g].what != group_outcome::status::committed) continue;
    domain::for_each_kind([&](const auto& items) { count(items, done); }, groups[g].items);
    for (const auto& result : outcomes[g].results) done.messages -= result.duplicate.value_or(false) ? 1 : 0;
  }
  return done;
}

}  // namespace homigo::actors
