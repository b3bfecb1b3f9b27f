#include "domain/feed/relaxation.hpp"

#include <algorithm>

#include "domain/feed/great_circle.hpp"
#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {
namespace {

// The ends of the fields' ranges.
constexpr std::int32_t widest_radius_m = 100'000;
constexpr std::int32_t highest_budget = 10'000'000;

std::string json_text(std::string_view word) { return '"' + std::string{word} + '"'; }

/// Budgets and rents are told in whole five hundreds.
std::int32_t rounded_up(std::int64_t rupees) { return static_cast<std::int32_t>((rupees + 499) / 500 * 500); }

/// The wish with one change, which `change` makes; nothing when it is none.
template <class Facts>
class wishes {
public:
  explicit wishes(const Facts& viewer) : viewer_(viewer) {}

  template <class Change>
  void add(std::string_view field, std::string to, Change change) {
    relaxed<Facts> each{field, std::move(to), viewer_};
    change(each.facts);
    all_.push_back(std::move(each));
  }
  template <class E>
  void add_others(std::string_view field, E present, std::initializer_list<E> words, E& (*member)(Facts&)) {
    for (const E word : words)
      if (word != present) add(field, json_text(wire_name(word)), [&](Facts& f) { member(f) = word; });
  }
  std::vector<relaxed<Facts>> take() { return std::move(all_); }

private:
  const Facts& viewer_;
  std::vector<relaxed<Facts>> all_;
};

constexpr auto occupancies = {occupancy_type::double_, occupancy_type::single, occupancy_type::triple,
                              occupancy_type::family};

}  // namespace

HOMIGO_TABLE(relaxation)

std::vector<relaxed<requirement_facts>> relaxed_wishes(const requirement_facts& viewer) {
  wishes<requirement_facts> out{viewer};
  const auto& rule = viewer.rule;
  for (const std::int32_t times : {2, 5, 10}) {
    const auto radius_km = (std::min(widest_radius_m, rule.radius_m * times) + 999) / 1000;
    if (radius_km * 1000 > rule.radius_m)
      out.add("radius_km", std::to_string(radius_km), [&](auto& f) { f.rule.radius_m = radius_km * 1000; });
  }
  for (const std::int64_t percent : {120, 150}) {
    const auto budget = std::min(highest_budget, rounded_up(rule.budget_max * percent / 100));
    if (budget > rule.budget_max)
      out.add("budget_max", std::to_string(budget), [&](auto& f) { f.rule.budget_max = budget; });
  }
  if (rule.budget_min > 0) out.add("budget_min", "0", [](auto& f) { f.rule.budget_min = 0; });
  for (const int days : {30, 60}) {
    const auto day = rule.move_in_date + std::chrono::days{days};
    out.add("move_in_date", json_text(to_string(day)), [&](auto& f) { f.rule.move_in_date = day; });
  }
  if (rule.gender_preference != gender_preference::any)
    out.add("gender_preference", json_text("any"), [](auto& f) { f.rule.gender_preference = gender_preference::any; });
  out.add_others<occupancy_type>("occupancy_type", rule.occupancy, occupancies,
                                 [](requirement_facts& f) -> occupancy_type& { return f.rule.occupancy; });
  return out.take();
}

std::vector<relaxed<listing_facts>> relaxed_wishes(const listing_facts& viewer, date today) {
  wishes<listing_facts> out{viewer};
  const auto& rule = viewer.rule;
  for (const std::int64_t percent : {90, 80}) {
    const auto rent = rounded_up(rule.rent_monthly * percent / 100);
    if (rent < rule.rent_monthly)
      out.add("rent_monthly", std::to_string(rent), [&](auto& f) { f.rule.rent_monthly = rent; });
  }
  for (const int days : {30, 60}) {
    const auto day = std::max(today, rule.available_from - std::chrono::days{days});
    if (day < rule.available_from)
      out.add("available_from", json_text(to_string(day)), [&](auto& f) { f.rule.available_from = day; });
  }
  if (rule.accepted_gender != gender_preference::any)
    out.add("gender_preference", json_text("any"), [](auto& f) { f.rule.accepted_gender = gender_preference::any; });
  out.add_others<occupancy_type>("occupancy_type", rule.occupancy, occupancies,
                                 [](listing_facts& f) -> occupancy_type& { return f.rule.occupancy; });
  return out.take();
}

}  // namespace homigo::domain
