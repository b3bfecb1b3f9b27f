// Why a score is what it is, in words: made of the points alone, so that they tell no more than those do.
#pragma once

#include <array>
#include <string_view>

#include "domain/feed/score.hpp"

namespace homigo::domain {

/// Sentences without anything to escape in JSON, in the order of the factors; they live for ever. Made for every item
/// of a page, so it allocates nothing.
class reason_list {
public:
  void add(std::string_view reason) { all_[size_++] = reason; }
  const std::string_view* begin() const { return all_.data(); }
  const std::string_view* end() const { return all_.data() + size_; }

private:
  std::array<std::string_view, 6> all_{};
  std::size_t size_ = 0;
};

reason_list reasons_of(const listing_score_breakdown& points, const listing_score_breakdown& maximum);
reason_list reasons_of(const requirement_score_breakdown& points, const requirement_score_breakdown& maximum);

}  // namespace homigo::domain
