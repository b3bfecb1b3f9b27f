// What each work is to reach: the one place that holds these figures.
#pragma once

#include <optional>
#include <string_view>

namespace homigo::bench {

struct target {
  std::string_view work;
  std::string_view words;
  std::optional<double> least_ratio;
  std::optional<double> most;  // of the figure that the work itself names: ms, bytes or seconds
};

/// Throws std::out_of_range for a work that is not known.
const target& target_of(std::string_view work);

}  // namespace homigo::bench
