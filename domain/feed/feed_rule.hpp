// Who is shown whom, and in which order: one rule for both directions of the feed.
// sql/functions/feed/feed.sql holds the same rule as the oracle.
#pragma once

#include <optional>

#include "domain/kernel/described/described.hpp"
#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

/// What the rule reads of a listing and of its host.
struct feed_listing {
  posting_status status = posting_status::draft;
  std::optional<instant> valid_until;
  uuid host_id{};
  bool host_in_good_standing = false;
  std::int32_t rent_monthly = 0;
  occupancy_type occupancy = occupancy_type::single;
  gender_preference accepted_gender = gender_preference::any;
  date available_from{};
};

/// What the rule reads of a requirement and of its tenant.
struct feed_requirement {
  posting_status status = posting_status::draft;
  std::optional<instant> valid_until;
  uuid tenant_id{};
  bool tenant_in_good_standing = false;
  std::int32_t budget_min = 0;
  std::int32_t budget_max = 0;
  std::int32_t radius_m = 0;
  occupancy_type occupancy = occupancy_type::single;
  domain::gender_preference gender_preference = domain::gender_preference::any;
  std::optional<gender> tenant_gender;  // absent = not told: accepted only where any is
  date move_in_date{};
};

/// What lies between the two.
struct feed_relation {
  std::int32_t distance_m = 0;
  bool swiped_by_viewer = false;  // the viewing side's decision stands in this pair
  bool pair_decided = false;      // matched or ended
  bool blocked = false;           // either way
};

/// Active, and valid at `now`.
bool is_live(posting_status status, const std::optional<instant>& valid_until, instant now);

/// The wishes of both postings agree: rent, occupancy, gender, date. Says nothing of places, accounts or lives.
bool wishes_agree(const feed_listing& listing, const feed_requirement& requirement);

/// Whether either is shown to the other.
bool is_shown(const feed_listing& listing, const feed_requirement& requirement, const feed_relation& relation,
              instant now);

/// A card's place in the feed; total, so that a cursor made of it neither repeats nor skips.
struct feed_key {
  bool is_premium = false;
  double score = 0;
  instant created_at{};
  uuid id{};
  bool operator==(const feed_key&) const = default;
};
HOMIGO_DESCRIBED(feed_key, is_premium, score, created_at, id)

/// Premium first, then the higher score, the newer, the greater id.
bool shown_before(const feed_key& a, const feed_key& b);

}  // namespace homigo::domain
