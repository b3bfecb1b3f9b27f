#include "bench/index/stock.hpp"

#include <array>
#include <cmath>
#include <cstring>
#include <random>

#include "domain/postings/public_place.hpp"

namespace homigo::bench {
namespace {

using namespace domain;

constexpr std::array<geo_point, 8> cities{{{19.076, 72.877},
                                           {28.614, 77.209},
                                           {12.972, 77.594},
                                           {17.385, 78.487},
                                           {13.083, 80.270},
                                           {22.573, 88.364},
                                           {18.520, 73.857},
                                           {23.023, 72.572}}};
constexpr double sigma_degrees = 8.0 / 111.19;  // eight kilometres
constexpr date today{std::chrono::days{20'775}};

class index_stock {
public:
  listing_facts listing();
  requirement_facts requirement();

private:
  uuid id();
  geo_point somewhere();
  std::int32_t rent();
  bool chance(double share) { return std::bernoulli_distribution{share}(random_); }
  template <class E>
  E one_of(int count) {
    return static_cast<E>(std::uniform_int_distribution{0, count - 1}(random_));
  }

  std::mt19937_64 random_{42};
};

template <class Facts>
void put_many(feed::index& index, std::size_t count, Facts make) {
  constexpr std::size_t batch = 1000;
  std::vector<decltype(make())> facts;
  for (std::size_t i = 0; i < count; ++i) {
    facts.push_back(make());
    if (facts.size() < batch && i + 1 < count) continue;
    index.put(facts);
    facts.clear();
  }
}

template <class Facts>
Facts noted(Facts made, uuid Facts::*id, std::vector<uuid>& some) {
  if (some.size() < 2000) some.push_back(made.*id);
  return made;
}

uuid index_stock::id() {
  std::uint64_t words[2] = {random_(), random_()};
  uuid made;
  std::memcpy(made.data, words, sizeof words);
  return made;
}

geo_point index_stock::somewhere() {
  const auto& city = cities[std::uniform_int_distribution<std::size_t>{0, cities.size() - 1}(random_)];
  std::normal_distribution<double> off{0, sigma_degrees};
  return public_place(
      {city.latitude + off(random_), city.longitude + off(random_) / std::cos(city.latitude * 3.14159265 / 180)});
}

std::int32_t index_stock::rent() {
  return static_cast<std::int32_t>(std::lognormal_distribution{9.9, 0.5}(random_) / 100) * 100 + 1000;
}

listing_facts index_stock::listing() {
  listing_facts l;
  l.listing_id = id();
  l.rule = {posting_status::active,
            stock_time + std::chrono::days{10},
            id(),
            true,
            rent(),
            one_of<occupancy_type>(4),
            chance(0.6) ? gender_preference::any : one_of<gender_preference>(3),
            today + std::chrono::days{std::uniform_int_distribution{-20, 40}(random_)}};
  l.location = somewhere();
  l.is_premium = chance(0.05);
  l.created_at = stock_time - std::chrono::milliseconds{std::uniform_int_distribution{0, 1'900'000'000}(random_)};
  l.property_type = one_of<property_type>(8);
  l.furnishing = one_of<furnishing>(3);
  l.allowed = {chance(0.4), chance(0.4), chance(0.6), chance(0.4), chance(0.3)};
  l.host_fully_verified = l.photos_verified = chance(0.3);
  if (chance(0.4)) l.welcome_occupations = {one_of<occupation>(7), one_of<occupation>(7)};
  if (chance(0.3)) l.wishes = {one_of<food_preference>(4), one_of<yes_no_any>(3), one_of<yes_no_any>(3), {}};
  return l;
}

requirement_facts index_stock::requirement() {
  requirement_facts r;
  r.requirement_id = id();
  const auto most = rent() + 4000;
  r.rule = {posting_status::active,
            stock_time + std::chrono::days{10},
            id(),
            true,
            static_cast<std::int32_t>(most * std::uniform_real_distribution{0.3, 0.7}(random_)),
            most,
            std::uniform_int_distribution{3, 15}(random_)*1000,
            one_of<occupancy_type>(4),
            chance(0.7) ? gender_preference::any : one_of<gender_preference>(3),
            one_of<gender>(2),
            today + std::chrono::days{std::uniform_int_distribution{0, 60}(random_)}};
  r.preferred_location = somewhere();
  r.is_premium = chance(0.05);
  r.created_at = stock_time - std::chrono::milliseconds{std::uniform_int_distribution{0, 1'900'000'000}(random_)};
  r.property_type = one_of<property_type>(8);
  r.furnishing = one_of<furnishing_preference>(4);
  r.wishes = {one_of<yes_no_any>(3), one_of<yes_no_any>(3), one_of<yes_no_any>(3), one_of<yes_no_any>(3), {}};
  r.occupation = one_of<occupation>(7);
  r.habits = {one_of<food_preference>(4), one_of<yes_no>(2), one_of<yes_no>(2), one_of<yes_no>(2)};
  return r;
}

}  // namespace

index_viewers fill(feed::index& index, std::size_t listings, std::size_t requirements) {
  index_stock stock;
  index_viewers some;
  put_many(index, listings, [&] { return noted(stock.listing(), &listing_facts::listing_id, some.listings); });
  put_many(index, requirements,
           [&] { return noted(stock.requirement(), &requirement_facts::requirement_id, some.requirements); });
  return some;
}

}  // namespace homigo::bench
