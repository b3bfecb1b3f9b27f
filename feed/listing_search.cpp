#include "feed/listing_search.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace homigo::feed {
namespace {

using domain::listing_facts;

constexpr double reach_of_points_m = 5000;  // domain::score_listing gives none from here on
constexpr double metres_per_degree = domain::earth_radius_m * std::numbers::pi / 180;
// Half a step both ways, rounding to whole metres, and a flat earth instead of a round one over less than ten
// kilometres.
constexpr double place_slack_m = 9;
// The flat bound holds only where meridians are far from meeting.
constexpr double flat_latitude = 85;
// Points in the tables are rounded to hundredths, and so is the score.
constexpr float rounding = 0.03F;

/// A lower bound of the distance to entries of one cell, from where in the cell they lie.
class flat_distance {
public:
  flat_distance(const seen_cell& cell, double latitude)
      : south_(cell.south + step_degrees / 2), west_(cell.west + step_degrees / 2) {
    const double farthest = std::max(std::abs(latitude), std::abs(latitude + cell.south) + cell_degrees);
    usable_ = farthest < flat_latitude && cell.nearest_m < reach_of_points_m;
    narrow_ = usable_ ? std::cos(farthest * std::numbers::pi / 180) : 0;
  }
  bool is_usable() const { return usable_; }
  double operator()(const listing_entry& entry) const {
    const double y = south_ + entry.north * step_degrees, x = (west_ + entry.east * step_degrees) * narrow_;
    return std::sqrt(x * x + y * y) * metres_per_degree - place_slack_m;
  }

private:
  double south_;
  double west_;
  double narrow_ = 0;
  bool usable_ = false;
};

listing_facts with_word(const domain::requirement_facts& viewer, std::uint32_t word) {
  listing_record record;
  record.rent = viewer.rule.budget_max;
  record.available_day = day_of(viewer.rule.move_in_date);
  record.occupancy = static_cast<std::uint8_t>(viewer.rule.occupancy);
  record.word = static_cast<std::uint16_t>(word);
  return unpack(record);
}

}  // namespace

listing_search::listing_search(const cell_grid<listing_entry>& grid, const slot_store<listing_record>& records,
                               const domain::requirement_facts& viewer, const search_terms& terms,
                               const pair_filter& pairs)
    : grid_(grid),
      records_(records),
      viewer_(viewer),
      terms_(terms),
      pairs_(pairs),
      weights_(domain::weights_for(viewer.priorities)),
      centre_(domain::on_sphere(viewer.preferred_location)),
      best_(terms.limit, terms.after) {
  fill_tables();
}

void listing_search::fill_tables() {
  constexpr std::int32_t far_away = static_cast<std::int32_t>(reach_of_points_m);
  const auto points_of = [&](std::uint32_t word) {
    return domain::score_listing(domain::inputs_of(with_word(viewer_, word), viewer_, far_away), weights_).breakdown;
  };
  for (std::uint32_t i = 0; i < lifestyle_.size(); ++i)
    lifestyle_[i] = static_cast<float>(points_of(listing_word::allowed::of(i)).lifestyle);
  // What the three parts of an offer bring does not depend on the others.
  const double bonus = points_of(listing_word::verified::of(1)).verification_bonus;
  std::array<double, 8> of_type{};
  for (std::uint32_t i = 0; i < of_type.size(); ++i) of_type[i] = points_of(listing_word::type::of(i)).property_type;
  std::array<double, 3> of_furnishing{};
  for (std::uint32_t i = 0; i < of_furnishing.size(); ++i)
    of_furnishing[i] = points_of(listing_word::furnished::of(i)).furnishing;
  for (std::uint32_t i = 0; i < offer_.size(); ++i) {
    const auto word = listing_word::offer::of(i);
    const auto furnished = listing_word::furnished::get(word);
    if (furnished >= of_furnishing.size()) continue;
    offer_[i] = static_cast<float>(of_type[listing_word::type::get(word)] + of_furnishing[furnished] +
                                   (listing_word::verified::get(word) != 0 ? bonus : 0));
  }
  best_of_word_ = *std::ranges::max_element(lifestyle_) + *std::ranges::max_element(offer_);
  for (const auto gender :
       {domain::gender_preference::any, domain::gender_preference::male, domain::gender_preference::female}) {
    const auto word = listing_word::gender::of(gender) | listing_word::stands::of(1);
    if (domain::wishes_agree(with_word(viewer_, word).rule, viewer_.rule))
      audiences_ |= 1U << listing_word::audience::get(word);
  }
}

std::vector<domain::ranked_listing> listing_search::run() {
  if (terms_.limit == 0) return {};
  grid_.around(viewer_.preferred_location, viewer_.rule.radius_m, cells_);
  const auto occupancy = static_cast<std::uint8_t>(viewer_.rule.occupancy);
  for (const auto& each : cells_) {
    grid_.prefetch_bucket(each.cell, bucket_of(true, occupancy));
    grid_.prefetch_bucket(each.cell, bucket_of(false, occupancy));
  }
  std::ranges::sort(cells_, {}, &seen_cell::nearest_m);
  if (!terms_.after || terms_.after->is_premium) search(bucket_of(true, occupancy));
  // Whatever has no premium comes after everything that has.
  if (!best_.is_full()) search(bucket_of(false, occupancy));
  return best_.take();
}

float listing_search::needed() const {
  if (!best_.is_full()) return -std::numeric_limits<float>::infinity();
  return static_cast<float>(best_.worst().score) - rounding;
}

float listing_search::budget_points(std::int32_t rent) const {
  return static_cast<float>(viewer_.rule.budget_max - rent) / static_cast<float>(viewer_.rule.budget_max) *
         static_cast<float>(weights_.budget);
}

float listing_search::location_points(double distance_m) const {
  const double share = (reach_of_points_m - distance_m) / reach_of_points_m;
  return static_cast<float>(std::clamp(share, 0.0, 1.0) * weights_.location);
}

void listing_search::search(std::size_t bucket) {
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (i + cells_ahead < cells_.size()) grid_.prefetch_middle(cells_[i + cells_ahead].cell, bucket);
    const auto& cell = cells_[i];
    // Cells are sorted: no later one can do better.
    if (location_points(cell.nearest_m) + best_of_word_ + budget_points(viewer_.rule.budget_min) < needed()) break;
    scan(cell, grid_[cell.cell].buckets[bucket]);
  }
  weigh_waiting();
}

void listing_search::scan(const seen_cell& cell, const std::vector<listing_entry>& bucket) {
  const float per_rupee = static_cast<float>(weights_.budget) / static_cast<float>(viewer_.rule.budget_max);
  const float in_cell = location_points(cell.nearest_m);
  const flat_distance distance{cell, viewer_.preferred_location.latitude};
  float least = needed();
  auto entry = std::ranges::lower_bound(bucket, viewer_.rule.budget_min, {}, &listing_entry::rent);
  for (; entry != bucket.end() && entry->rent <= viewer_.rule.budget_max; ++entry) {
    const float budget = static_cast<float>(viewer_.rule.budget_max - entry->rent) * per_rupee;
    if (budget + best_of_word_ + in_cell < least) return;  // the dearer, the fewer points
    const float points =
        budget + lifestyle_[listing_word::allowed::get(entry->word)] + offer_[listing_word::offer::get(entry->word)];
    if (points + in_cell < least || (audiences_ >> listing_word::audience::get(entry->word) & 1) == 0) continue;
    if (distance.is_usable() && points + location_points(distance(*entry)) < least) continue;
    consider(entry->record);
    least = needed();
  }
}

void listing_search::consider(slot record) {
  const auto* const at = reinterpret_cast<const char*>(&records_[record]);
  __builtin_prefetch(at);
  __builtin_prefetch(at + sizeof(listing_record) - 1);  // it may begin on one line of the cache and end on the next
  weigh_waiting();
  waiting_ = record;
}

void listing_search::weigh_waiting() {
  if (waiting_ != no_slot) weigh(records_[std::exchange(waiting_, no_slot)]);
}

void listing_search::weigh(const listing_record& record) {
  if (record.valid_until_ms <= milliseconds_of(terms_.now)) return;
  const auto metres = domain::great_circle_m(domain::on_sphere(record.location), centre_);
  if (metres > viewer_.rule.radius_m) return;
  const auto listing = unpack(record);
  if (!domain::wishes_agree(listing.rule, viewer_.rule)) return;
  const auto score = domain::score_listing(domain::inputs_of(listing, viewer_, metres), weights_);
  const domain::feed_key key{record.is_premium, score.score, listing.created_at, record.id};
  if (best_.admits(key) && !pairs_.hides(record.id, record.owner)) best_.add({key, score.breakdown, metres});
}

}  // namespace homigo::feed
