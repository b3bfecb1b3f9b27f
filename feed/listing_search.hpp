// The best listings for one requirement: branch and bound over the cells around it, nearest first.
#pragma once

#include <array>
#include <vector>

#include "domain/feed/great_circle.hpp"
#include "feed/bounded_best.hpp"
#include "feed/cell_grid.hpp"
#include "feed/listing_record.hpp"
#include "feed/pair_filter.hpp"
#include "feed/search_terms.hpp"

namespace homigo::feed {

class listing_search {
public:
  listing_search(const cell_grid<listing_entry>& grid, const slot_store<listing_record>& records,
                 const domain::requirement_facts& viewer, const search_terms& terms, const pair_filter& pairs);

  /// Exactly what domain::is_shown allows, best first.
  std::vector<domain::ranked_listing> run();

private:
  void fill_tables();
  void search(std::size_t bucket);
  void scan(const seen_cell& cell, const std::vector<listing_entry>& bucket);
  /// To be weighed with the next one, while memory fetches its record.
  void consider(slot record);
  void weigh_waiting();
  void weigh(const listing_record& record);

  float budget_points(std::int32_t rent) const;
  float location_points(double distance_m) const;
  /// What may still enter has at least these points.
  float needed() const;

  const cell_grid<listing_entry>& grid_;
  const slot_store<listing_record>& records_;
  const domain::requirement_facts& viewer_;
  const search_terms& terms_;
  const pair_filter& pairs_;
  const domain::factor_weights weights_;
  const domain::sphere_point centre_;
  bounded_best<domain::ranked_listing> best_;
  std::vector<seen_cell> cells_;
  slot waiting_ = no_slot;

  // Upper bounds of points by the fields of listing_word.
  std::array<float, 32> lifestyle_{};
  std::array<float, 64> offer_{};
  float best_of_word_ = 0;
  std::uint32_t audiences_ = 0;  // one bit for each value of listing_word::audience that may be shown
};

}  // namespace homigo::feed
