#include "modules/users/caches/account_cache.hpp"

#include <boost/test/unit_test.hpp>
#include <thread>

namespace account_cache_test {

using namespace homigo;
using namespace homigo::modules;
using namespace std::chrono_literals;

namespace {

domain::uuid user(std::uint32_t number) {
  domain::uuid id{};
  for (std::size_t i = 0; i < 4; ++i) id.data[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

account_cache::text revision(std::int64_t number) {
  return std::make_shared<const account_text>(account_text{"{}", number});
}

struct half_an_hour {
  account_cache cache{30min, 64};
  domain::instant now{};

  void remember(std::uint32_t number, std::int64_t of = 1) {
    cache.remember(user(number), revision(of), now, cache.begin_read(user(number)));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(account_texts, half_an_hour)

BOOST_AUTO_TEST_CASE(a_clock_that_steps_back_does_not_make_an_account_live_longer) {
  now += 48h;
  remember(1);
  now -= 48h;
  BOOST_TEST(!cache.find(user(1), now));
}

BOOST_AUTO_TEST_CASE(an_account_is_remembered_for_its_lifetime) {
  BOOST_TEST(!cache.find(user(1), now));
  remember(1);
  BOOST_TEST(cache.find(user(1), now + 30min - 1ms)->revision == 1);
  BOOST_TEST(!cache.find(user(1), now + 30min));
  BOOST_TEST(!cache.find(user(2), now));
}

BOOST_AUTO_TEST_CASE(a_newer_text_takes_the_place_of_the_older) {
  remember(1, 1);
  remember(1, 2);
  BOOST_TEST(cache.find(user(1), now)->revision == 2);
  BOOST_TEST(cache.size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_is_forgotten_is_gone_and_others_stay) {
  remember(1);
  remember(2);
  cache.forget(user(1));
  BOOST_TEST(!cache.find(user(1), now));
  BOOST_TEST(cache.find(user(2), now)->revision == 1);
}

BOOST_AUTO_TEST_CASE(what_was_read_before_a_change_is_not_remembered_after_it) {
  const auto read = cache.begin_read(user(1));
  cache.forget(user(1));
  cache.remember(user(1), revision(1), now, read);
  BOOST_TEST(!cache.find(user(1), now));
}

BOOST_AUTO_TEST_CASE(an_edit_that_throws_forgets_too) {
  remember(1);
  try {
    const forgets_account changed{cache, user(1)};
    throw std::runtime_error("the commit's outcome is unknown");
  } catch (const std::runtime_error&) {
  }
  BOOST_TEST(!cache.find(user(1), now));
}

BOOST_AUTO_TEST_CASE(the_cache_is_bounded_and_keeps_what_is_asked_for) {
  for (std::uint32_t i = 0; i < 10'000; ++i) {
    remember(i);
    BOOST_TEST_REQUIRE(cache.size() <= 64U);
    if (i > 0) BOOST_TEST_REQUIRE(!!cache.find(user(i), now));
  }
}

BOOST_AUTO_TEST_CASE(threads_may_ask_remember_and_forget_at_once) {
  const auto work = [this] {
    for (std::uint32_t i = 0; i < 20'000; ++i) {
      remember(i % 100, i);
      cache.find(user((i + 1) % 100), now);
      if (i % 7 == 0) cache.forget(user(i % 100));
    }
  };
  std::thread other{work};
  work();
  other.join();
  BOOST_TEST(cache.size() <= 64U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace account_cache_test
