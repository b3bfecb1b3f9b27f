#include "feed/exclusion_cache.hpp"

#include <boost/test/unit_test.hpp>

#include "feed/applied_versions.hpp"

namespace homigo::tests::exclusion_cache_test {
namespace {

using domain::uuid;

uuid numbered(std::uint32_t n) {
  uuid id{};
  id.data[14] = static_cast<std::uint8_t>(n >> 8), id.data[15] = static_cast<std::uint8_t>(n), id.data[8] = id.data[15];
  return id;
}

const auto none = [] { return std::vector<uuid>{}; };

}  // namespace

BOOST_AUTO_TEST_SUITE(exclusions)

BOOST_AUTO_TEST_CASE(a_set_is_loaded_once_and_follows_the_news) {
  feed::exclusion_cache cache{1'000'000};
  BOOST_TEST(!cache.find(numbered(1)));
  const auto set = cache.get(numbered(1), [] { return std::vector{numbered(7)}; });
  BOOST_TEST(set->contains(numbered(7)));
  cache.set(numbered(1), numbered(8), true);
  cache.set(numbered(1), numbered(7), false);
  const auto again = cache.get(numbered(1), []() -> std::vector<uuid> { throw std::logic_error{"loaded twice"}; });
  BOOST_TEST(again->contains(numbered(8)));
  BOOST_TEST(!again->contains(numbered(7)));
}

BOOST_AUTO_TEST_CASE(news_that_come_while_it_is_loaded_win_over_what_was_read) {
  feed::exclusion_cache cache{1'000'000};
  const auto set = cache.get(numbered(1), [&] {
    cache.set(numbered(1), numbered(7), false);
    cache.set(numbered(1), numbered(8), true);
    return std::vector{numbered(7)};
  });
  BOOST_TEST(!set->contains(numbered(7)));
  BOOST_TEST(set->contains(numbered(8)));
}

BOOST_AUTO_TEST_CASE(a_load_that_fails_leaves_nothing) {
  feed::exclusion_cache cache{1'000'000};
  BOOST_CHECK_THROW(cache.get(numbered(1), []() -> std::vector<uuid> { throw std::runtime_error{"no database"}; }),
                    std::runtime_error);
  BOOST_TEST(cache.size() == 0U);
  BOOST_TEST(cache.get(numbered(1), none)->size() == 0U);
}

BOOST_AUTO_TEST_CASE(a_set_that_disagrees_with_the_database_is_forgotten) {
  feed::exclusion_cache cache{1'000'000};
  cache.get(numbered(1), none);
  cache.expect(numbered(1), numbered(7), false);
  BOOST_TEST(cache.find(numbered(1)));
  cache.expect(numbered(1), numbered(7), true);
  BOOST_TEST(!cache.find(numbered(1)));
}

BOOST_AUTO_TEST_CASE(beyond_its_capacity_the_longest_unused_go) {
  feed::exclusion_cache cache{20'000};
  for (std::uint32_t n = 1; n <= 500; ++n) {
    cache.get(numbered(n), none);
    cache.get(numbered(1), none);
    BOOST_TEST(cache.memory_bytes() <= 20'000U);
  }
  BOOST_TEST(cache.find(numbered(1)));
  BOOST_TEST(cache.find(numbered(500)));
  BOOST_TEST(!cache.find(numbered(2)));
}

BOOST_AUTO_TEST_CASE(versions_that_were_told_without_a_gap_are_covered) {
  feed::applied_versions told;
  BOOST_TEST(!told.covers(numbered(1), 5, 1));
  told.tell(numbered(1), 5);
  told.tell(numbered(1), 6);
  BOOST_TEST(told.covers(numbered(1), 6, 2));
  BOOST_TEST(told.covers(numbered(1), 5, 1));
  BOOST_TEST(!told.covers(numbered(1), 6, 3));
  BOOST_TEST(!told.covers(numbered(1), 7, 1));
  told.tell(numbered(1), 8);
  BOOST_TEST(told.covers(numbered(1), 8, 1));
  BOOST_TEST(!told.covers(numbered(1), 8, 2));
  told.forget_old();
  BOOST_TEST(told.knows(numbered(1)));
  told.forget_old();
  BOOST_TEST(!told.knows(numbered(1)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::exclusion_cache_test
