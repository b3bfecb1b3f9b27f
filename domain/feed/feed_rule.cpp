#include "domain/feed/feed_rule.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {
namespace {

/// A home that becomes free this long after the wished day is still shown.
constexpr std::chrono::days patience{30};

bool agree(gender_preference a, gender_preference b) {
  return a == b || a == gender_preference::any || b == gender_preference::any;
}

bool accepts(gender_preference accepted, std::optional<gender> told) {
  switch (accepted) {
    case gender_preference::any:
      return true;
    case gender_preference::male:
      return told == gender::male;
    case gender_preference::female:
      return told == gender::female;
  }
  return false;
}

}  // namespace

HOMIGO_TABLE(feed_key)

bool is_live(posting_status status, const std::optional<instant>& valid_until, instant now) {
  return status == posting_status::active && valid_until && *valid_until > now;
}

bool wishes_agree(const feed_listing& listing, const feed_requirement& requirement) {
  return requirement.budget_min <= listing.rent_monthly && listing.rent_monthly <= requirement.budget_max &&
         listing.occupancy == requirement.occupancy && agree(listing.accepted_gender, requirement.gender_preference) &&
         accepts(listing.accepted_gender, requirement.tenant_gender) &&
         listing.available_from <= requirement.move_in_date + patience;
}

bool is_shown(const feed_listing& listing, const feed_requirement& requirement, const feed_relation& relation,
              instant now) {
  return is_live(listing.status, listing.valid_until, now) &&
         is_live(requirement.status, requirement.valid_until, now) && listing.host_in_good_standing &&
         requirement.tenant_in_good_standing && listing.host_id != requirement.tenant_id &&
         !relation.swiped_by_viewer && !relation.pair_decided && !relation.blocked &&
         relation.distance_m <= requirement.radius_m && wishes_agree(listing, requirement);
}

bool shown_before(const feed_key& a, const feed_key& b) {
  if (a.is_premium != b.is_premium) return a.is_premium;
  if (a.score != b.score) return a.score > b.score;
  if (a.created_at != b.created_at) return a.created_at > b.created_at;
  return b.id < a.id;
}

}  // namespace homigo::domain
