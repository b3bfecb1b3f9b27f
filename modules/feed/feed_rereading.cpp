// The part of the follower that reads rows again and lays them over what is in memory.
#include <algorithm>

#include "domain/kernel/threads/work_deadline.hpp"
#include "modules/feed/feed_follower.hpp"

namespace homigo::modules {
namespace {

using domain::pair_side;
using domain::uuid;

constexpr std::size_t reread_at_once = 500;

void in_portions(std::span<const uuid> ids, domain::function_ref<void(std::span<const uuid>)> work) {
  for (std::size_t at = 0; at < ids.size(); at += reread_at_once) {
    domain::work_deadline::expect_time_left();
    work(ids.subspan(at, std::min(reread_at_once, ids.size() - at)));
  }
}

/// Those of `ids` that `facts` lack.
template <class Facts>
std::vector<uuid> gone(std::span<const uuid> ids, const std::vector<Facts>& facts, const uuid Facts::*id) {
  std::unordered_set<uuid, domain::uuid_hash> found;
  for (const auto& each : facts) found.insert(each.*id);
  std::vector<uuid> out;
  std::ranges::copy_if(ids, std::back_inserter(out), [&](const auto& each) { return !found.contains(each); });
  return out;
}

}  // namespace

void feed_follower::reread(const changed_keys& changed) {
  reread_listings(changed.listings);
  reread_requirements(changed.requirements);
  reread_people(changed.people);
  doubt_pairs(changed.doubtful);
}

void feed_follower::reread_listings(const std::vector<uuid>& all) {
  in_portions(all, [&](std::span<const uuid> ids) {
    const auto facts = stock_.listings(ids);
    memory_.index.put(facts);
    for (const auto& id : gone(ids, facts, &domain::listing_facts::listing_id)) memory_.index.remove_listing(id);
    memory_.listing_cards.forget(ids);
  });
}

void feed_follower::reread_requirements(const std::vector<uuid>& all) {
  in_portions(all, [&](std::span<const uuid> ids) {
    const auto facts = stock_.requirements(ids);
    memory_.index.put(facts);
    for (const auto& id : gone(ids, facts, &domain::requirement_facts::requirement_id))
      memory_.index.remove_requirement(id);
    memory_.requirement_cards.forget(ids);
  });
}

/// A host's name and badges stand on the cards of their listings.
void feed_follower::reread_people(const std::vector<uuid>& all) {
  in_portions(all, [&](std::span<const uuid> ids) {
    const auto listings = stock_.listings_of(ids);
    memory_.index.put(listings);
    for (const auto& facts : listings) memory_.listing_cards.forget({&facts.listing_id, 1});
    memory_.index.put(stock_.requirements_of(ids));
    const std::lock_guard lock{blocks_};
    std::unordered_map<uuid, std::vector<uuid>, domain::uuid_hash> blocks;
    for (const auto& id : ids) blocks[id];
    for (const auto& each : stock_.blocks_of(ids)) blocks[each.blocker_id].push_back(each.blocked_id);
    for (const auto& [blocker, them] : blocks) memory_.index.set_blocked_by(blocker, them);
  });
}

/// What disagrees is dropped, not changed: it may be this reading that is old. The requirement's own view is told by
/// the same messages, so it is in doubt too.
void feed_follower::doubt_pairs(const std::vector<uuid>& listings) {
  in_portions(listings, [&](std::span<const uuid> ids) {
    for (const auto& pair : stock_.pairs_of(ids)) {
      doubted_({domain::entity_kind::requirement, pair.requirement_id});
      memory_.pairs.expect(pair.requirement_id, domain::seen_by(pair_side::tenant, pair.state, pair.listing_id));
      memory_.pairs.expect(pair.listing_id, domain::seen_by(pair_side::host, pair.state, pair.requirement_id));
      memory_.requirement_cards.forget({&pair.requirement_id, 1});
    }
  });
}

}  // namespace homigo::modules
