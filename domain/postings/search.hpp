// What can be asked of the stock beyond the feed: filters, free text, place and order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/kernel/lists/page.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"

namespace homigo::domain {

/// `relevance` is the order of `newest` where there is no text, and both show premium first; `distance` needs `near`.
enum class search_order : std::uint8_t { relevance, newest, rent, distance };
HOMIGO_DESCRIBED_ENUM(search_order, relevance, newest, rent, distance)

/// Query of GET /listings.
struct listing_search {
  /// Full text as people type it: words, "phrases", or, -without; of what a card shows and of amenities.
  std::optional<std::string> q;
  std::optional<geo_point> near;
  /// Metres around `near`.
  std::optional<std::int32_t> radius_m;
  /// Degrees: west, south, east, north.
  std::optional<std::vector<double>> bbox;
  std::optional<std::int32_t> rent_min;
  std::optional<std::int32_t> rent_max;
  std::optional<domain::property_type> property_type;
  std::optional<domain::furnishing> furnishing;
  /// City and locality in any case, with or without accents.
  std::optional<std::string> city;
  std::optional<std::string> locality;
  /// All of them must be there.
  std::vector<std::string> amenities;
  /// Free on this day at the latest.
  std::optional<date> available_by;
  std::optional<search_order> sort;
  page_query page;
};
HOMIGO_DESCRIBED(listing_search, q, near, radius_m, bbox, rent_min, rent_max, property_type, furnishing, city, locality,
                 amenities, available_by, sort, page)
constexpr auto rules_of(const listing_search*) {
  return rules(field("q").length(1, 200), field("radius_m").range(1, 200'000), field("bbox").length(4, 4),
               field("rent_min").range(0, 100'000'000), field("rent_max").range(0, 100'000'000),
               field("city").length(1, 100), field("locality").length(1, 120), field("amenities").length(0, 30),
               field("page").inlined());
}
void cross_checks(const listing_search& search, std::vector<field_error>& errors);

/// Query of GET /requirements, for hosts.
struct requirement_search {
  std::optional<geo_point> near;
  std::optional<std::int32_t> radius_m;
  /// A rent that lies within the tenant's budget.
  std::optional<std::int32_t> budget;
  std::optional<domain::property_type> property_type;
  page_query page;
};
HOMIGO_DESCRIBED(requirement_search, near, radius_m, budget, property_type, page)
constexpr auto rules_of(const requirement_search*) {
  return rules(field("radius_m").range(1, 200'000), field("budget").range(0, 100'000'000), field("page").inlined());
}
void cross_checks(const requirement_search& search, std::vector<field_error>& errors);

/// A listing's place in an answer: premium before the others where nothing else was asked for. `key` is as a keyset's.
struct search_keyset {
  bool is_premium = false;
  double key = 0;
  uuid id{};
  bool operator==(const search_keyset&) const = default;
};
HOMIGO_DESCRIBED(search_keyset, is_premium, key, id)

struct listing_page {
  std::vector<listing> items;
  std::optional<std::string> next_cursor;
};
HOMIGO_DESCRIBED(listing_page, items, next_cursor)

struct requirement_page {
  std::vector<requirement> items;
  std::optional<std::string> next_cursor;
};
HOMIGO_DESCRIBED(requirement_page, items, next_cursor)

/// The order that a search is answered in.
search_order order_of(const listing_search& search);

}  // namespace homigo::domain
