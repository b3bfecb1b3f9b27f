#include "domain/listing.hpp"

#include "domain/descriptor_table.hpp"

namespace homigo::domain {

void cross_checks(const listing_content& listing, std::vector<field_error>& errors) {
  if (listing.rentable_area_sqft > listing.total_area_sqft)
    errors.push_back({"/rentable_area_sqft", "inconsistent", "must not exceed total_area_sqft"});
  if (listing.floor && listing.total_floors && *listing.floor > *listing.total_floors)
    errors.push_back({"/floor", "inconsistent", "must not exceed total_floors"});
}

HOMIGO_TABLE(address)
HOMIGO_TABLE(one_time_charge)
HOMIGO_TABLE(recurring_charge)
HOMIGO_TABLE(house_rules)
HOMIGO_TABLE(preferred_tenant)
HOMIGO_TABLE(listing_content)
HOMIGO_TABLE(photo_urls)
HOMIGO_TABLE(photo)
HOMIGO_TABLE(listing)

}  // namespace homigo::domain
