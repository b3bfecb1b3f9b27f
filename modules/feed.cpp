#include "modules/feed.hpp"

#include <unordered_map>

#include "modules/paging.hpp"

namespace homigo::modules {
namespace {

using domain::errc;
using domain::failure;
using domain::feed_key;
using domain::uuid;

domain::result<std::optional<uuid>> only_one(const std::vector<uuid>& active, const std::string& parameter) {
  if (active.empty()) return std::optional<uuid>{};
  if (active.size() == 1) return std::optional{active.front()};
  return failure{errc::as_id_required, "Several of your postings are active: name one with " + parameter + "."};
}

template <class Ranked>
std::vector<uuid> ids_of(const std::vector<Ranked>& ranked) {
  std::vector<uuid> ids;
  for (const auto& each : ranked) ids.push_back(each.key.id);
  return ids;
}

/// Drops what goes beyond the page and tells where the next one begins.
template <class Ranked>
std::optional<feed_key> cut(std::vector<Ranked>& ranked, std::size_t limit) {
  if (ranked.size() <= limit) return {};
  ranked.resize(limit);
  return ranked.back().key;
}

/// One card for each rank, in its order; a posting that went away meanwhile is left out.
template <class Item, class Ranked, class Posting>
std::vector<Item> joined(const std::vector<Ranked>& ranked, std::vector<Posting> cards, const uuid Posting::*id) {
  std::unordered_map<uuid, Posting*, domain::uuid_hash> by_id;
  for (auto& card : cards) by_id.emplace(card.*id, &card);
  std::vector<Item> items;
  for (const auto& each : ranked)
    if (const auto found = by_id.find(each.key.id); found != by_id.end())
      items.push_back({std::move(*found->second), each.key.score, each.breakdown, each.distance_m});
  return items;
}

}  // namespace

domain::result<std::optional<uuid>> feed::chosen_requirement(const uuid& tenant_id, const std::optional<uuid>& named) {
  if (!named) return only_one(postings_.active_postings_of(tenant_id, clock_.now()).requirements, "requirement_id");
  if (!postings_.owns_requirement(*named, tenant_id)) return failure{errc::not_found, "You have no such requirement."};
  return named;
}

domain::result<std::optional<uuid>> feed::chosen_listing(const uuid& host_id, const std::optional<uuid>& named) {
  if (!named) return only_one(postings_.active_postings_of(host_id, clock_.now()).listings, "listing_id");
  if (!postings_.owns_listing(*named, host_id)) return failure{errc::not_found, "You have no such listing."};
  return named;
}

domain::result<domain::listing_feed_page> feed::listings(const uuid& tenant_id,
                                                         const domain::listing_feed_query& query) {
  const auto after = position_in<feed_key>("listing feed", query.page);
  if (!after) return after.error();
  const auto requirement = chosen_requirement(tenant_id, query.requirement_id);
  if (!requirement) return requirement.error();
  if (!*requirement) return domain::listing_feed_page{};
  const auto limit = static_cast<std::size_t>(query.page.limit);
  auto ranked = source_.listings(**requirement, *after, limit + 1, clock_.now());
  const auto next = cut(ranked, limit);
  return domain::listing_feed_page{
      joined<domain::listing_feed_item>(ranked, postings_.listings(ids_of(ranked)), &domain::listing::listing_id),
      cursor_in("listing feed", next)};
}

domain::result<domain::requirement_feed_page> feed::requirements(const uuid& host_id,
                                                                 const domain::requirement_feed_query& query) {
  const auto after = position_in<feed_key>("requirement feed", query.page);
  if (!after) return after.error();
  const auto listing = chosen_listing(host_id, query.listing_id);
  if (!listing) return listing.error();
  if (!*listing) return domain::requirement_feed_page{};
  const auto limit = static_cast<std::size_t>(query.page.limit);
  auto ranked = source_.requirements(**listing, *after, limit + 1, clock_.now());
  const auto next = cut(ranked, limit);
  return domain::requirement_feed_page{
      joined<domain::requirement_feed_item>(ranked, postings_.requirements(ids_of(ranked)),
                                            &domain::requirement::requirement_id),
      cursor_in("requirement feed", next)};
}

}  // namespace homigo::modules
