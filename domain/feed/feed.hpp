// The two feeds: what a requirement is shown of listings, and a listing of requirements, best first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/feed/feed_rule.hpp"
#include "domain/feed/relaxation.hpp"
#include "domain/feed/score.hpp"
#include "domain/kernel/lists/page.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"

namespace homigo::domain {

struct listing_feed_query {
  /// Whose feed; may be left out while exactly one requirement is active.
  std::optional<uuid> requirement_id;
  page_query page;
};
HOMIGO_DESCRIBED(listing_feed_query, requirement_id, page)
constexpr auto rules_of(const listing_feed_query*) { return rules(field("page").inlined()); }

struct requirement_feed_query {
  std::optional<uuid> listing_id;
  page_query page;
};
HOMIGO_DESCRIBED(requirement_feed_query, listing_id, page)
constexpr auto rules_of(const requirement_feed_query*) { return rules(field("page").inlined()); }

/// Written for everyone: there is no match yet.
struct listing_feed_item {
  domain::listing listing;
  double compatibility_score = 0;
  listing_score_breakdown score_breakdown;
  /// Between the places shown, in whole hundreds of metres.
  std::int32_t distance_m = 0;
  /// The points that each factor can earn at most, by the requirement's priorities.
  listing_score_breakdown score_maximum;
  std::vector<std::string> reasons;
};
HOMIGO_DESCRIBED(listing_feed_item, listing, compatibility_score, score_breakdown, distance_m, score_maximum, reasons)

struct requirement_feed_item {
  domain::requirement requirement;
  double compatibility_score = 0;
  requirement_score_breakdown score_breakdown;
  std::int32_t distance_m = 0;
  requirement_score_breakdown score_maximum;
  std::vector<std::string> reasons;
};
HOMIGO_DESCRIBED(requirement_feed_item, requirement, compatibility_score, score_breakdown, distance_m, score_maximum,
                 reasons)

struct listing_feed_page {
  std::vector<listing_feed_item> items;
  std::optional<std::string> next_cursor;
  /// What would bring more, when the first page is empty.
  std::vector<relaxation> relax;
};
HOMIGO_DESCRIBED(listing_feed_page, items, next_cursor, relax)

struct requirement_feed_page {
  std::vector<requirement_feed_item> items;
  std::optional<std::string> next_cursor;
  std::vector<relaxation> relax;
};
HOMIGO_DESCRIBED(requirement_feed_page, items, next_cursor, relax)

}  // namespace homigo::domain
