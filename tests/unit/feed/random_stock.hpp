// Random postings with many ties and values on the borders of the rules, and the feed as a plain sort makes it.
#pragma once

#include <random>
#include <set>

#include "feed/index.hpp"

namespace homigo::tests {

class random_stock {
public:
  explicit random_stock(unsigned seed) : random_(seed) {}

  struct region {
    domain::geo_point centre;
    double spread_degrees = 0.05;  // of latitude; as much of longitude
  };

  domain::listing_facts listing(const region& where);
  domain::requirement_facts requirement(const region& where);
  int number(int least, int most) { return std::uniform_int_distribution{least, most}(random_); }
  /// The owners of what comes from here.
  const std::vector<domain::uuid>& people() const { return people_; }
  domain::uuid person() { return people_[static_cast<std::size_t>(number(0, 19))]; }
  bool chance(double share) { return std::bernoulli_distribution{share}(random_); }

private:
  domain::uuid id();
  domain::geo_point somewhere(const region& where);
  template <class E>
  E one_of(int count) {
    return static_cast<E>(number(0, count - 1));
  }
  template <class E>
  std::optional<E> maybe(int count) {
    if (chance(0.3)) return std::nullopt;
    return one_of<E>(count);
  }

  std::mt19937 random_;
  std::vector<domain::uuid> people_ = [this] {
    std::vector<domain::uuid> made(20);
    for (auto& each : made) each = id();
    return made;
  }();
};

/// What the index must answer, told by the rules of the domain over everything there is.
struct plain_feed {
  std::vector<domain::listing_facts> listings;
  std::vector<domain::requirement_facts> requirements;
  std::set<std::pair<domain::uuid, domain::uuid>> blocks;
  std::set<std::pair<domain::uuid, domain::uuid>> decided;  // viewing posting, posting

  std::vector<domain::ranked_listing> for_requirement(const domain::requirement_facts& viewer,
                                                      const feed::search_terms& terms) const;
  std::vector<domain::ranked_requirement> for_listing(const domain::listing_facts& viewer,
                                                      const feed::search_terms& terms) const;
  void exclude(const domain::uuid& viewer, feed::exclusion_set& out) const;
};

inline constexpr domain::instant today{std::chrono::milliseconds{1'795'000'000'000}};

}  // namespace homigo::tests
