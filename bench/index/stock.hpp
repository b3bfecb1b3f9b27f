// Synthetic facts like the stock of Indian cities, for measuring the index alone.
#pragma once

#include "feed/index.hpp"

namespace homigo::bench {

inline constexpr domain::instant stock_time{std::chrono::milliseconds{1'795'000'000'000}};

/// Some of what is in an index.
struct index_viewers {
  std::vector<domain::uuid> requirements;
  std::vector<domain::uuid> listings;
};

/// Stock of eight cities, places gaussian around their centres, rents log-normal; the same each time. Does not seal.
/// The first 2,000 of each kind come back.
index_viewers fill(feed::index& index, std::size_t listings, std::size_t requirements);

}  // namespace homigo::bench
