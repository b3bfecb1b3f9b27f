// Synthetic facts like the stock of Indian cities, for measuring the index alone.
#pragma once

#include <random>

#include "domain/feed/feed_facts.hpp"

namespace homigo::bench {

/// Eight cities, places gaussian around their centres, rents log-normal. Repeatable.
class index_stock {
public:
  explicit index_stock(std::uint64_t seed) : random_(seed) {}

  domain::listing_facts listing();
  domain::requirement_facts requirement();

private:
  domain::uuid id();
  domain::geo_point somewhere();
  bool chance(double share) { return std::bernoulli_distribution{share}(random_); }
  template <class E>
  E one_of(int count) {
    return static_cast<E>(std::uniform_int_distribution{0, count - 1}(random_));
  }
  std::int32_t rent();

  std::mt19937_64 random_;
};

inline constexpr domain::instant stock_time{std::chrono::milliseconds{1'795'000'000'000}};

}  // namespace homigo::bench
