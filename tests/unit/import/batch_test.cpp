#include "modules/import/stock/batch.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <map>

#include "domain/feed/great_circle.hpp"
#include "domain/kernel/described/validation.hpp"
#include "modules/import/stock/metros.hpp"

namespace batch_test {

using namespace homigo;

namespace {

constexpr domain::instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::hours{10}};

struct drawn_stock {
  std::vector<stock::host> hosts;
  std::vector<domain::listing> listings;
  std::vector<stock::tenant> tenants;

  drawn_stock() {
    for (std::uint64_t number = 0; number < 5; ++number) {
      for (auto& host : stock::draw_hosts({11, number}, now)) hosts.push_back(std::move(host));
      for (auto& tenant : stock::draw_tenants({11, number}, now)) tenants.push_back(std::move(tenant));
    }
    for (const auto& host : hosts) listings.insert(listings.end(), host.listings.begin(), host.listings.end());
  }
};

const drawn_stock& all() {
  static const drawn_stock made;
  return made;
}

template <class Items, class Predicate>
double share(const Items& items, Predicate&& holds) {
  return static_cast<double>(std::ranges::count_if(items, holds)) / static_cast<double>(items.size());
}

template <class T>
std::string first_error(const T& object) {
  const auto errors = domain::validate(object);
  return errors.empty() ? "" : errors.front().pointer + " " + errors.front().message;
}

double median_rent(const std::string& city, domain::property_type type) {
  std::vector<double> rents;
  for (const auto& l : all().listings)
    if (l.content.address.city == city && l.content.property_type == type) rents.push_back(l.content.rent_monthly);
  std::ranges::sort(rents);
  return rents.at(rents.size() / 2);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(stock_batch)

BOOST_AUTO_TEST_CASE(every_posting_and_profile_passes_validation) {
  for (const auto& l : all().listings) BOOST_TEST_REQUIRE(first_error(l.content) == "");
  for (const auto& t : all().tenants) {
    BOOST_TEST_REQUIRE(first_error(t.requirement.content) == "");
    BOOST_TEST_REQUIRE(first_error(t.account.tenant_profile->content) == "");
  }
  for (const auto& h : all().hosts) BOOST_TEST_REQUIRE(first_error(h.account.host_profile->content) == "");
}

BOOST_AUTO_TEST_CASE(a_batch_has_as_many_postings_as_asked_for) {
  BOOST_TEST(all().listings.size() == 5000);
  BOOST_TEST(all().tenants.size() == 5000);
  std::size_t listings = 0;
  for (const auto& host : stock::draw_hosts({11, 0, 37}, now)) listings += host.listings.size();
  BOOST_TEST(listings == 37);
}

BOOST_AUTO_TEST_CASE(the_same_seed_draws_the_same_and_another_seed_something_else) {
  const auto once = stock::draw_hosts({4, 2}, now), again = stock::draw_hosts({4, 2}, now);
  BOOST_TEST_REQUIRE(once.size() == again.size());
  for (std::size_t i = 0; i < once.size(); ++i) {
    BOOST_TEST_REQUIRE(once[i].account.user_id == again[i].account.user_id);
    for (std::size_t j = 0; j < once[i].listings.size(); ++j) {
      BOOST_TEST_REQUIRE(once[i].listings[j].listing_id == again[i].listings[j].listing_id);
      BOOST_TEST_REQUIRE((once[i].listings[j].content == again[i].listings[j].content));
    }
  }
  BOOST_TEST((once[0].account.user_id != stock::draw_hosts({5, 2}, now)[0].account.user_id));
}

BOOST_AUTO_TEST_CASE(the_day_moves_dates_and_nothing_else) {
  const auto today = stock::draw_tenants({4, 0, 50}, now);
  const auto later = stock::draw_tenants({4, 0, 50}, now + std::chrono::days{9});
  for (std::size_t i = 0; i < today.size(); ++i) {
    auto moved = today[i].requirement.content;
    moved.move_in_date += std::chrono::days{9};
    BOOST_TEST_REQUIRE((moved == later[i].requirement.content));
    BOOST_TEST_REQUIRE(today[i].requirement.requirement_id == later[i].requirement.requirement_id);
  }
}

BOOST_AUTO_TEST_CASE(a_smaller_stock_is_the_beginning_of_a_larger_one) {
  const auto small = stock::draw_hosts({4, 0, 100}, now), large = stock::draw_hosts({4, 0}, now);
  for (std::size_t i = 0; i < small.size(); ++i) BOOST_TEST(small[i].account.user_id == large[i].account.user_id);
  BOOST_TEST((small[0].listings[0].content == large[0].listings[0].content));
}

BOOST_AUTO_TEST_CASE(all_eight_metros_and_all_types_occur_and_places_lie_around_their_city) {
  std::map<std::string, int> cities;
  std::map<domain::property_type, int> types;
  for (const auto& l : all().listings) ++cities[l.content.address.city], ++types[l.content.property_type];
  BOOST_TEST(cities.size() == 8);
  BOOST_TEST(types.size() == 8);
  for (const auto& city : stock::metros()) {
    const auto near = [&](const domain::listing& l) {
      return l.content.address.city != city.name ||
             domain::great_circle_m(domain::on_sphere(city.centre), domain::on_sphere(l.content.location)) < 45'000;
    };
    BOOST_TEST(share(all().listings, near) == 1.0);
  }
}

BOOST_AUTO_TEST_CASE(rents_follow_city_and_type) {
  using enum domain::property_type;
  BOOST_TEST(median_rent("Mumbai", _2bhk) > 1.4 * median_rent("Hyderabad", _2bhk));
  BOOST_TEST(median_rent("Bengaluru", _3bhk) > 1.3 * median_rent("Bengaluru", _2bhk));
  BOOST_TEST(median_rent("Hyderabad", _2bhk) > 12'000);
  BOOST_TEST(median_rent("Hyderabad", _2bhk) < 40'000);
}

BOOST_AUTO_TEST_CASE(shares_are_realistic) {
  const auto is_premium = share(all().listings, [](const auto& l) { return l.is_premium; });
  BOOST_TEST((is_premium > 0.03 && is_premium < 0.05));
  const auto verified = share(all().hosts, [](const auto& h) { return h.account.is_fully_verified; });
  BOOST_TEST((verified > 0.3 && verified < 0.55));
  const auto ranked = share(all().tenants, [](const auto& t) { return t.requirement.content.priorities.has_value(); });
  BOOST_TEST((ranked > 0.35 && ranked < 0.45));
  BOOST_TEST((all().hosts.size() > 500 && all().hosts.size() < 2500));
}

BOOST_AUTO_TEST_CASE(postings_are_live_and_were_published_after_their_owner_joined) {
  for (const auto& host : all().hosts)
    for (const auto& l : host.listings) {
      BOOST_TEST_REQUIRE((l.status == domain::posting_status::active && l.published_at <= now));
      BOOST_TEST_REQUIRE((l.valid_until > now && l.published_at >= host.account.created_at));
      BOOST_TEST_REQUIRE(l.host_id == host.account.user_id);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace batch_test
