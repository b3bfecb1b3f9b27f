#include "config/nearest_name.hpp"

#include <algorithm>

namespace homigo::config {
namespace {

/// The distance of Damerau and Levenshtein, neighbours swapped at most once.
std::size_t strokes_between(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

}  // namespace

std::string nearest_name(std::string_view misspelt, const std::vector<std::string>& names) {
  const auto longest_name = 200U;  // nobody misspells more
  if (misspelt.size() > longest_name) return {};
  std::string nearest;
  std::size_t least = misspelt.size() / 3 + 1;
  for (const auto& name : names)
    if (const auto strokes = strokes_between(misspelt, name); strokes < least) least = strokes, nearest = name;
  return nearest;
}

}  // namespace homigo::config
