#include "domain/postings/listing.hpp"

#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/postings/plausibility.hpp"

namespace homigo::domain {

namespace {

/// Months of rent that deposits, brokers and services never exceed; leases against a deposit alone come near it.
constexpr int most_deposit = 60, most_brokerage = 12, most_charge = 60, most_recurring = 10;

void check_money(const listing_content& listing, std::vector<field_error>& errors) {
  const auto rent = listing.rent_monthly;
  check_proportion(listing.deposit, rent, most_deposit, "/deposit", errors);
  check_proportion(listing.brokerage, rent, most_brokerage, "/brokerage", errors);
  for (std::size_t i = 0; i < listing.one_time_charges.size(); ++i)
    check_proportion(listing.one_time_charges[i].amount, rent, most_charge,
                     "/one_time_charges/" + std::to_string(i) + "/amount", errors);
  for (std::size_t i = 0; i < listing.recurring_charges.size(); ++i)
    check_proportion(listing.recurring_charges[i].amount, rent, most_recurring,
                     "/recurring_charges/" + std::to_string(i) + "/amount", errors);
}

}  // namespace

void cross_checks(const listing_content& listing, std::vector<field_error>& errors) {
  if (listing.rentable_area_sqft > listing.total_area_sqft)
    errors.push_back({"/rentable_area_sqft", "inconsistent", "must not exceed total_area_sqft"});
  if (listing.floor && listing.total_floors && *listing.floor > *listing.total_floors)
    errors.push_back({"/floor", "inconsistent", "must not exceed total_floors"});
  check_place(listing.location, "/location", errors);
  check_money(listing, errors);
}

HOMIGO_TABLE(address)
HOMIGO_TABLE(one_time_charge)
HOMIGO_TABLE(recurring_charge)
HOMIGO_TABLE(house_rules)
HOMIGO_TABLE(preferred_tenant)
HOMIGO_TABLE(listing_content)
HOMIGO_TABLE(photo_urls)
HOMIGO_TABLE(photo)
HOMIGO_TABLE(listing_host)
HOMIGO_TABLE(listing)

}  // namespace homigo::domain
