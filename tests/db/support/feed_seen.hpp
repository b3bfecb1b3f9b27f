// The feed of a node, and its pages as a client reads them.
#pragma once

#include "modules/feed/feed_pages.hpp"
#include "modules/feed/feed_stock.hpp"
#include "support/database.hpp"
#include "support/stored_pairs.hpp"

namespace homigo::tests {

struct seen_listing {
  domain::uuid listing_id{};
};
HOMIGO_DESCRIBED(seen_listing, listing_id)
struct seen_listing_item {
  seen_listing listing;
  double compatibility_score = 0;
  domain::listing_score_breakdown score_breakdown;
  std::int32_t distance_m = 0;
};
HOMIGO_DESCRIBED(seen_listing_item, listing, compatibility_score, score_breakdown, distance_m)
struct seen_requirement {
  domain::uuid requirement_id{};
};
HOMIGO_DESCRIBED(seen_requirement, requirement_id)
struct seen_requirement_item {
  seen_requirement requirement;
  double compatibility_score = 0;
  domain::requirement_score_breakdown score_breakdown;
  std::int32_t distance_m = 0;
};
HOMIGO_DESCRIBED(seen_requirement_item, requirement, compatibility_score, score_breakdown, distance_m)

struct seen_listing_page {
  std::vector<seen_listing_item> items;
  std::optional<std::string> next_cursor;
};
HOMIGO_DESCRIBED(seen_listing_page, items, next_cursor)
struct seen_requirement_page {
  std::vector<seen_requirement_item> items;
  std::optional<std::string> next_cursor;
};
HOMIGO_DESCRIBED(seen_requirement_page, items, next_cursor)

seen_listing_page listing_page_in(const std::string& json);
seen_requirement_page requirement_page_in(const std::string& json);

/// A node's feed in memory, without the follower's thread: a test loads, applies and sweeps.
struct feed_node {
  feed_node(migrated_database& database, persistence::posting_reads& postings, const domain::clock& clock,
            const feed::settings& settings = {});

  persistence::feed_stock stock;
  stored_pairs pairs;
  modules::live_feed memory;
  modules::feed_follower follower;
  modules::feed_pages pages;
};

/// Every question goes to a node that has just loaded the database.
class feed_seen {
public:
  feed_seen(migrated_database& database, persistence::posting_reads& postings, const domain::clock& clock)
      : database_(database), postings_(postings), clock_(clock) {}

  domain::result<seen_listing_page> listings(const domain::uuid& tenant_id, const domain::listing_feed_query& query);
  domain::result<seen_requirement_page> requirements(const domain::uuid& host_id,
                                                     const domain::requirement_feed_query& query);
  /// As it goes out.
  std::string listings_json(const domain::uuid& tenant_id, const domain::listing_feed_query& query);
  std::string requirements_json(const domain::uuid& host_id, const domain::requirement_feed_query& query);

private:
  migrated_database& database_;
  persistence::posting_reads& postings_;
  const domain::clock& clock_;
};

}  // namespace homigo::tests
