#include "modules/import/stock/dice.hpp"

#include <array>
#include <boost/test/unit_test.hpp>
#include <cmath>

namespace dice_test {

using homigo::stock::dice;

BOOST_AUTO_TEST_SUITE(stock_dice)

BOOST_AUTO_TEST_CASE(the_same_seed_stream_and_number_throw_the_same) {
  dice one{5, 2, 7}, same{5, 2, 7};
  for (int i = 0; i < 100; ++i) BOOST_TEST(one.bits() == same.bits());
}

BOOST_AUTO_TEST_CASE(another_seed_stream_or_number_throws_otherwise) {
  const auto first = dice{5, 2, 7}.bits();
  BOOST_TEST(first != (dice{6, 2, 7}.bits()));
  BOOST_TEST(first != (dice{5, 3, 7}.bits()));
  BOOST_TEST(first != (dice{5, 2, 8}.bits()));
}

BOOST_AUTO_TEST_CASE(normal_throws_have_mean_zero_and_deviation_one) {
  dice chance{1, 0, 0};
  constexpr int throws = 100'000;
  double sum = 0, squares = 0;
  for (int i = 0; i < throws; ++i) {
    const double value = chance.normal();
    sum += value;
    squares += value * value;
  }
  BOOST_TEST(std::abs(sum / throws) < 0.02);
  BOOST_TEST(std::abs(squares / throws - 1) < 0.02);
}

BOOST_AUTO_TEST_CASE(weights_are_kept) {
  dice chance{1, 0, 1};
  std::array<int, 3> hits{};
  constexpr std::array weights{1.0, 0.0, 3.0};
  for (int i = 0; i < 40'000; ++i) ++hits[chance.weighted(weights)];
  BOOST_TEST(hits[1] == 0);
  BOOST_TEST(std::abs(hits[0] - 10'000) < 400);
}

BOOST_AUTO_TEST_CASE(both_ends_of_a_range_come_up) {
  dice chance{1, 0, 2};
  std::array<int, 3> hits{};
  for (int i = 0; i < 1000; ++i) ++hits[static_cast<std::size_t>(chance.between(4, 6) - 4)];
  for (const int count : hits) BOOST_TEST(count > 250);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dice_test
