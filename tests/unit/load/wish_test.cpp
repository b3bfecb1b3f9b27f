#include "bench/demo/wish.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "domain/kernel/validation.hpp"

namespace wish_test {

using namespace homigo;
using demo::dice;

namespace {

constexpr domain::date today{std::chrono::year{2026} / 11 / 23};

demo::advert advert_for(std::int32_t rent) {
  demo::advert advert;
  advert.rent_monthly = rent;
  advert.location = {19.1, 72.9};
  advert.locality = "Powai";
  advert.occupancy_type = domain::occupancy_type::family;
  advert.property_type = domain::property_type::_2bhk;
  advert.furnishing = domain::furnishing_preference::semi_furnished;
  return advert;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(demo_wishes)

BOOST_AUTO_TEST_CASE(a_wish_is_valid_and_suits_the_advertisement_that_it_is_drawn_around) {
  for (const std::int32_t rent : {0, 900, 1200, 15'000, 250'000})
    for (std::uint64_t person = 0; person < 200; ++person) {
      dice chance{1, person};
      const auto advert = advert_for(rent);
      const auto wish = demo::draw_wish(chance, advert, today);
      BOOST_TEST(domain::validate(wish).empty());
      BOOST_TEST((wish.budget_min <= rent && rent <= wish.budget_max));
      BOOST_TEST((wish.occupancy_type == advert.occupancy_type));
      BOOST_TEST((wish.move_in_date > today));
      // 0.02 degrees are less than 2.3 km; the smallest radius is 5.
      BOOST_TEST(std::abs(wish.preferred_location.latitude - advert.location.latitude) <= 0.0201);
      BOOST_TEST(std::abs(wish.preferred_location.longitude - advert.location.longitude) <= 0.0201);
    }
}

BOOST_AUTO_TEST_CASE(profiles_are_valid) {
  for (std::uint64_t person = 0; person < 200; ++person) {
    dice chance{1, person};
    BOOST_TEST(domain::validate(demo::draw_profile(chance)).empty());
  }
}

BOOST_AUTO_TEST_CASE(the_same_seed_draws_the_same_and_another_one_another) {
  const auto drawn = [](std::uint64_t seed, std::uint64_t person) {
    dice chance{seed, person};
    return demo::draw_wish(chance, advert_for(20'000), today);
  };
  BOOST_TEST((drawn(1, 5) == drawn(1, 5)));
  BOOST_TEST(!(drawn(1, 5) == drawn(2, 5)));
  BOOST_TEST(!(drawn(1, 5) == drawn(1, 6)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wish_test
