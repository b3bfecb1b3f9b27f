// The best requirements for one listing: the newest first within each cell, since scores tie often here.
#pragma once

#include <array>
#include <vector>

#include "domain/feed/great_circle.hpp"
#include "feed/bounded_best.hpp"
#include "feed/cell_grid.hpp"
#include "feed/pair_filter.hpp"
#include "feed/requirement_record.hpp"
#include "feed/search_terms.hpp"

namespace homigo::feed {

class requirement_search {
public:
  requirement_search(const cell_grid<requirement_entry>& grid, const slot_store<requirement_record>& records,
                     const domain::listing_facts& viewer, const search_terms& terms, const pair_filter& pairs);

  /// Exactly what domain::is_shown allows, best first.
  std::vector<domain::ranked_requirement> run();

private:
  void fill_tables();
  void search(std::size_t bucket);
  void scan(const seen_cell& cell, const std::vector<requirement_entry>& bucket);
  void weigh(const requirement_record& record);
  float date_points(std::int32_t move_in_day) const;
  /// Neither a better score than `points` bound nor greater youth can bring it in.
  bool is_hopeless(float points, std::int64_t created_ms) const;

  const cell_grid<requirement_entry>& grid_;
  const slot_store<requirement_record>& records_;
  const domain::listing_facts& viewer_;
  const search_terms& terms_;
  const pair_filter& pairs_;
  const domain::sphere_point centre_;
  const std::int32_t available_day_;
  bounded_best<domain::ranked_requirement> best_;
  std::vector<seen_cell> cells_;

  // Points by the fields of requirement_word.
  std::array<float, 256> habits_{};
  std::array<float, 8> occupation_{};
  float always_ = 0;  // what every requirement that is shown has: its budget holds the rent
  float most_ = 0;
  std::uint32_t audiences_ = 0;  // one bit for each value of requirement_word::audience that may be shown
};

}  // namespace homigo::feed
