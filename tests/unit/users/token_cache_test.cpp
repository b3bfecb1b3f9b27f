#include "modules/users/caches/token_cache.hpp"

#include <boost/test/unit_test.hpp>
#include <thread>

#include "modules/users/secrets/token.hpp"

namespace token_cache_test {

using namespace homigo;
using namespace homigo::modules;
using namespace std::chrono_literals;

namespace {

domain::principal person(std::uint8_t number) {
  domain::principal who;
  who.user_id.data[15] = number;
  who.session_id.data[15] = number;
  return who;
}

struct five_seconds {
  token_cache cache{5s, 1000};
  domain::instant now{};

  void remember(const std::string& token, std::uint8_t number) {
    cache.remember(token_hash(token), person(number), domain::instant::max(), now, cache.begin_read());
  }
  bool knows(const std::string& token) { return cache.find(token_hash(token), now).has_value(); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(token_caches, five_seconds)

BOOST_AUTO_TEST_CASE(each_token_is_its_own_until_it_is_too_old) {
  for (std::uint8_t i = 0; i < 100; ++i) remember("token" + std::to_string(i), i);
  for (std::uint8_t i = 0; i < 100; ++i)
    BOOST_TEST((cache.find(token_hash("token" + std::to_string(i)), now)->user_id == person(i).user_id));
  now += 5s;
  BOOST_TEST(!knows("token1"));
}

BOOST_AUTO_TEST_CASE(a_clock_that_steps_back_does_not_make_a_token_live_longer) {
  now += 48h;
  remember("token", 1);
  now -= 48h;
  BOOST_TEST(!knows("token"));
  remember("token", 1);
  BOOST_TEST(knows("token"));
}

BOOST_AUTO_TEST_CASE(a_full_cache_keeps_the_tokens_in_use) {
  token_cache small{5s, 64};
  const auto add = [&](const std::string& token) {
    small.remember(token_hash(token), person(1), now + 1h, now, small.begin_read());
  };
  add("in use");
  for (int i = 0; i < 1000; ++i) {
    add("token" + std::to_string(i));
    BOOST_TEST_REQUIRE(small.find(token_hash("in use"), now).has_value());
  }
  BOOST_TEST(!small.find(token_hash("token0"), now).has_value());
}

BOOST_AUTO_TEST_CASE(all_tokens_of_a_user_are_forgotten_wherever_they_stand) {
  for (int i = 0; i < 100; ++i) remember("token" + std::to_string(i), i % 2 == 0 ? 1 : 2);
  cache.forget_user(person(1).user_id);
  for (int i = 0; i < 100; ++i) BOOST_TEST(knows("token" + std::to_string(i)) == (i % 2 == 1));
  cache.forget_session(person(2).session_id);
  for (int i = 0; i < 100; ++i) BOOST_TEST(!knows("token" + std::to_string(i)));
}

BOOST_AUTO_TEST_CASE(a_changed_user_is_read_anew_and_nobodys_session_ends) {
  int ended = 0;
  cache.on_forget([&](const sessions_ended&) { ++ended; });
  remember("a", 1);
  remember("b", 2);
  const auto read = cache.begin_read();
  cache.reread_user(person(1).user_id);
  BOOST_TEST(!knows("a"));
  BOOST_TEST(knows("b"));
  BOOST_TEST(ended == 0);
  // What was read before the change is not remembered after it.
  cache.remember(token_hash("a"), person(1), domain::instant::max(), now, read);
  BOOST_TEST(!knows("a"));
}

BOOST_AUTO_TEST_CASE(what_was_read_before_a_sign_out_is_not_remembered_after_it) {
  const auto read = cache.begin_read();
  cache.forget_user(person(9).user_id);
  cache.remember(token_hash("a"), person(1), domain::instant::max(), now, read);
  BOOST_TEST(!knows("a"));
}

BOOST_AUTO_TEST_CASE(a_sign_out_holds_while_threads_remember) {
  const auto work = [this] {
    for (int i = 0; i < 3000; ++i) {
      const auto read = cache.begin_read();
      cache.remember(token_hash(std::to_string(i % 50)), person(1), domain::instant::max(), now, read);
    }
  };
  std::thread other{work};
  for (int i = 0; i < 200; ++i) cache.forget_user(person(1).user_id);
  other.join();
  cache.forget_user(person(1).user_id);
  for (int i = 0; i < 50; ++i) BOOST_TEST(!knows(std::to_string(i)));
}

BOOST_AUTO_TEST_CASE(only_what_was_found_and_would_lapse_is_due) {
  remember("used", 1);
  remember("idle", 2);
  BOOST_TEST(knows("used"));
  BOOST_TEST(cache.take_due(now, now + 5s - 1ms).empty());
  BOOST_TEST((cache.take_due(now, now + 5s) == std::vector<domain::bytes>{token_hash("used")}));
}

BOOST_AUTO_TEST_CASE(what_was_not_handed_back_is_due_again_and_what_was_is_not) {
  remember("a", 1);
  BOOST_TEST(knows("a"));
  BOOST_TEST(cache.take_due(now, now + 5s).size() == 1U);
  BOOST_TEST(cache.take_due(now, now + 5s).size() == 1U);
  cache.renew(token_hash("a"), person(1), domain::instant::max(), now);
  BOOST_TEST(cache.take_due(now, now + 5s).empty());
}

BOOST_AUTO_TEST_CASE(a_use_during_the_reading_counts_for_the_next) {
  remember("a", 1);
  BOOST_TEST(knows("a"));
  cache.take_due(now, now + 5s);
  BOOST_TEST(knows("a"));
  cache.renew(token_hash("a"), person(1), domain::instant::max(), now);
  BOOST_TEST(cache.take_due(now, now + 5s).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_renewal_brings_nothing_that_was_not_taken) {
  cache.renew(token_hash("a"), person(1), domain::instant::max(), now);
  BOOST_TEST(!knows("a"));
  remember("b", 1);
  cache.refuse(token_hash("b"));
  BOOST_TEST(knows("b"));
}

BOOST_AUTO_TEST_CASE(a_sign_out_holds_while_a_thread_renews) {
  const auto renew = [this] {
    for (int i = 0; i < 2000; ++i)
      for (const auto& hash : cache.take_due(now, now + 5s)) cache.renew(hash, person(1), domain::instant::max(), now);
  };
  std::thread other{renew};
  for (int i = 0; i < 500; ++i) {
    remember("a", 1);
    BOOST_TEST_REQUIRE(knows("a"));
    cache.forget_user(person(1).user_id);
    BOOST_TEST_REQUIRE(!knows("a"));
  }
  other.join();
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace token_cache_test
