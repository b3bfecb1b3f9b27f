#include "domain/postings/public_place.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

namespace public_place_test {

using namespace homigo::domain;

BOOST_AUTO_TEST_SUITE(public_places)

BOOST_AUTO_TEST_CASE(a_place_is_moved_to_the_nearest_point_of_the_grid) {
  BOOST_TEST((public_place({19.11763, 72.90605}) == geo_point{19.12, 72.91}));
  BOOST_TEST((public_place({-33.8612, -151.2049}) == geo_point{-33.86, -151.2}));
}

BOOST_AUTO_TEST_CASE(half_way_goes_north_and_east_on_both_sides_of_the_equator) {
  BOOST_TEST((public_place({0.125, 0.375}) == geo_point{0.13, 0.38}));
  BOOST_TEST((public_place({-0.125, -0.375}) == geo_point{-0.12, -0.37}));
}

BOOST_AUTO_TEST_CASE(near_zero_there_is_no_negative_zero) {
  const auto shown = public_place({-0.004, -0.005});
  BOOST_TEST((shown == geo_point{0, 0}));
  BOOST_TEST(!std::signbit(shown.latitude));
  BOOST_TEST(!std::signbit(shown.longitude));
}

BOOST_AUTO_TEST_CASE(every_point_of_the_grid_stands_for_itself) {
  for (int n = -18000; n <= 18000; ++n) {
    const geo_point on_grid{n / 200 / 100.0, n / 100.0};
    BOOST_REQUIRE((public_place(on_grid) == on_grid));
  }
}

BOOST_AUTO_TEST_CASE(the_ends_of_the_earth_stay_on_it) {
  BOOST_TEST((public_place({89.999, 179.999}) == geo_point{90, 180}));
  BOOST_TEST((public_place({-89.999, -179.999}) == geo_point{-90, -180}));
}

BOOST_AUTO_TEST_CASE(distances_are_told_in_hundreds_of_metres_rounded_up) {
  BOOST_TEST(shown_distance_m(0) == 0);
  BOOST_TEST(shown_distance_m(1) == 100);
  BOOST_TEST(shown_distance_m(1200) == 1200);
  BOOST_TEST(shown_distance_m(1201) == 1300);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace public_place_test
