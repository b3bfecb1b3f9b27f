#include "domain/postings/search.hpp"

#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/postings/search_words.hpp"

namespace homigo::domain {
namespace {

void check_circle(const std::optional<geo_point>& near, const std::optional<std::int32_t>& radius_m,
                  std::vector<field_error>& errors) {
  if (radius_m && !near) errors.push_back({"/radius_m", "inconsistent", "requires near"});
}

bool is_box(const std::vector<double>& box) {
  return box[0] >= -180 && box[2] <= 180 && box[1] >= -90 && box[3] <= 90 && box[0] < box[2] && box[1] < box[3];
}

}  // namespace

void cross_checks(const listing_search& search, std::vector<field_error>& errors) {
  check_circle(search.near, search.radius_m, errors);
  if (search.sort == search_order::distance && !search.near)
    errors.push_back({"/sort", "inconsistent", "sorting by distance requires near"});
  if (search.bbox && search.bbox->size() == 4 && !is_box(*search.bbox))
    errors.push_back({"/bbox", "inconsistent", "must be west,south,east,north in degrees"});
  if (search.rent_min && search.rent_max && *search.rent_min > *search.rent_max)
    errors.push_back({"/rent_min", "inconsistent", "must not exceed rent_max"});
}

void cross_checks(const requirement_search& search, std::vector<field_error>& errors) {
  check_circle(search.near, search.radius_m, errors);
}

search_order order_of(const listing_search& search) {
  const auto wanted = search.sort.value_or(search_order::relevance);
  const bool has_words = search.q && parted(*search.q).wanted;
  return wanted == search_order::relevance && !has_words ? search_order::newest : wanted;
}

HOMIGO_TABLE_ENUM(search_order)
HOMIGO_TABLE(listing_search)
HOMIGO_TABLE(requirement_search)
HOMIGO_TABLE(search_keyset)
HOMIGO_TABLE(listing_page)
HOMIGO_TABLE(requirement_page)

}  // namespace homigo::domain
