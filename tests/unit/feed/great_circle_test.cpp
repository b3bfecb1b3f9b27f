#include "domain/feed/great_circle.hpp"

#include <boost/test/unit_test.hpp>

namespace great_circle_test {

using namespace homigo::domain;

namespace {
double distance(const geo_point& a, const geo_point& b) { return great_circle_distance(on_sphere(a), on_sphere(b)); }
}  // namespace

BOOST_AUTO_TEST_SUITE(great_circle)

// The numbers are PostGIS 3.3's: ST_Distance(a, b, false).
BOOST_AUTO_TEST_CASE(distances_are_those_of_postgis_to_the_last_digit) {
  BOOST_TEST(distance({19.076, 72.8777}, {19.1, 72.9}) == 3551.47540221);
  BOOST_TEST(distance({19.076, 72.8777}, {28.6139, 77.209}) == 1148096.45370259);
  BOOST_TEST(distance({0, 0}, {0, 180}) == 20015114.35223369);
  BOOST_TEST(distance({90, 0}, {-90, 7}) == 20015114.35223369);
  BOOST_TEST(distance({12.9716, 77.5946}, {12.9716, 77.5947}) == 10.83575422);
  BOOST_TEST(distance({22.57, 88.36}, {-33.86, 151.2}) == 9137244.50595045);
}

BOOST_AUTO_TEST_CASE(a_distance_is_the_same_both_ways_and_nothing_to_itself) {
  const auto mumbai = on_sphere({19.076, 72.8777});
  const auto delhi = on_sphere({28.6139, 77.209});
  BOOST_TEST(great_circle_m(mumbai, delhi) == great_circle_m(delhi, mumbai));
  BOOST_TEST(great_circle_m(mumbai, mumbai) == 0);
}

BOOST_AUTO_TEST_CASE(metres_are_rounded_half_up) {
  const auto a = on_sphere({0, 0});
  // One degree on this sphere is 111,195.0797 m.
  BOOST_TEST(great_circle_m(a, on_sphere({0, 0.4 / 111'195.08})) == 0);
  BOOST_TEST(great_circle_m(a, on_sphere({0, 0.6 / 111'195.08})) == 1);
}

BOOST_AUTO_TEST_CASE(a_radius_in_kilometres_becomes_whole_metres) {
  BOOST_TEST(radius_in_metres(10) == 10'000);
  BOOST_TEST(radius_in_metres(0.1) == 100);
  BOOST_TEST(radius_in_metres(1.1) == 1'100);
  BOOST_TEST(radius_in_metres(2.3456) == 2'346);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace great_circle_test
