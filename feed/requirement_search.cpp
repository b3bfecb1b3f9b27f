#include "feed/requirement_search.hpp"

#include <cstdlib>

namespace homigo::feed {
namespace {

constexpr float date_weight = 20;
// Tables and floats are this near to the unrounded score.
constexpr float slack = 0.002F;
constexpr float half_a_hundredth = 0.005F;

domain::requirement_facts with_word(const domain::listing_facts& viewer, std::uint32_t word) {
  requirement_record record;
  record.budget_max = viewer.rule.rent_monthly;
  record.move_in_day = day_of(viewer.rule.available_from);
  record.occupancy = static_cast<std::uint8_t>(viewer.rule.occupancy);
  record.word = static_cast<std::uint16_t>(word);
  return unpack(record);
}

}  // namespace

requirement_search::requirement_search(const cell_grid<requirement_entry>& grid,
                                       const slot_store<requirement_record>& records,
                                       const domain::listing_facts& viewer, const search_terms& terms,
                                       const pair_filter& pairs)
    : grid_(grid),
      records_(records),
      viewer_(viewer),
      terms_(terms),
      pairs_(pairs),
      centre_(domain::on_sphere(viewer.location)),
      available_day_(day_of(viewer.rule.available_from)),
      best_(terms.limit, terms.after) {
  fill_tables();
}

void requirement_search::fill_tables() {
  using w = requirement_word;
  const auto points_of = [&](std::uint32_t word) {
    return domain::score_requirement(domain::inputs_of(with_word(viewer_, word), viewer_)).breakdown;
  };
  for (std::uint32_t i = 0; i < habits_.size(); ++i)
    habits_[i] = static_cast<float>(points_of(w::habits::of(i)).lifestyle);
  for (std::uint32_t i = 0; i < occupation_.size(); ++i)
    occupation_[i] = static_cast<float>(points_of(w::occupation::of(i)).occupation);
  always_ = static_cast<float>(points_of(0).budget);
  most_ = *std::ranges::max_element(habits_) + *std::ranges::max_element(occupation_) + always_ + date_weight;
  for (std::uint32_t i = 0; i < 32; ++i) {
    const auto word = w::audience::of(i);
    if (w::preference::get(word) < 3 && w::stands::get(word) != 0 &&
        domain::wishes_agree(viewer_.rule, with_word(viewer_, word).rule))
      audiences_ |= 1U << i;
  }
}

std::vector<domain::ranked_requirement> requirement_search::run() {
  if (terms_.limit == 0) return {};
  grid_.around(viewer_.location, grid_.widest_m(), cells_);
  std::erase_if(cells_, [&](const seen_cell& c) { return c.nearest_m > grid_[c.cell].widest_m; });
  const auto occupancy = static_cast<std::uint8_t>(viewer_.rule.occupancy);
  for (const auto& each : cells_) {
    grid_.prefetch_bucket(each.cell, bucket_of(true, occupancy));
    grid_.prefetch_bucket(each.cell, bucket_of(false, occupancy));
  }
  if (!terms_.after || terms_.after->is_premium) search(bucket_of(true, occupancy));
  if (!best_.is_full()) search(bucket_of(false, occupancy));
  return best_.take();
}

float requirement_search::date_points(std::int32_t move_in_day) const {
  const auto days = std::abs(std::int64_t{available_day_} - move_in_day);
  if (days <= 7) return date_weight;
  return days >= 45 ? 0 : date_weight * static_cast<float>(45 - days) / 38;
}

bool requirement_search::is_hopeless(float points, std::int64_t created_ms) const {
  if (!best_.is_full()) return false;
  const auto& worst = best_.worst();
  const auto wanted = static_cast<float>(worst.score);
  if (points + slack + half_a_hundredth < wanted) return true;
  // At most an equal score, and the older of two equals comes later.
  return points + slack < wanted + half_a_hundredth && created_ms < milliseconds_of(worst.created_at);
}

void requirement_search::search(std::size_t bucket) {
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (i + cells_ahead < cells_.size()) grid_.prefetch_last(cells_[i + cells_ahead].cell, bucket);
    scan(cells_[i], grid_[cells_[i].cell].buckets[bucket]);
  }
}

void requirement_search::scan(const seen_cell& cell, const std::vector<requirement_entry>& bucket) {
  using w = requirement_word;
  const auto rent = viewer_.rule.rent_monthly;
  for (auto entry = bucket.rbegin(); entry != bucket.rend(); ++entry) {
    if (is_hopeless(most_, entry->created_ms)) return;  // the rest is older still
    if (rent < entry->budget_min || rent > entry->budget_max || (audiences_ >> w::audience::get(entry->word) & 1) == 0)
      continue;
    const float points = habits_[w::habits::get(entry->word)] + occupation_[w::occupation::get(entry->word)] + always_ +
                         date_points(entry->move_in_day);
    if (is_hopeless(points, entry->created_ms)) continue;
    const auto& record = records_[entry->record];
    if (cell.nearest_m <= record.radius_m) weigh(record);
  }
}

void requirement_search::weigh(const requirement_record& record) {
  if (record.valid_until_ms <= milliseconds_of(terms_.now)) return;
  const auto metres = domain::great_circle_m(centre_, domain::on_sphere(record.location));
  if (metres > record.radius_m) return;
  const auto requirement = unpack(record);
  if (!domain::wishes_agree(viewer_.rule, requirement.rule)) return;
  const auto score = domain::score_requirement(domain::inputs_of(requirement, viewer_));
  const domain::feed_key key{record.is_premium, score.score, requirement.created_at, record.id};
  if (best_.admits(key) && !pairs_.hides(record.id, record.owner)) best_.add({key, score.breakdown, metres});
}

}  // namespace homigo::feed
