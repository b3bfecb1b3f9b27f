// Months without a partition: what the clock may bring on any day is stored, and comes to its place.
#include <boost/test/unit_test.hpp>

#include "support/commit_world.hpp"

namespace partitions_test {

using namespace homigo;
using namespace homigo::tests;
using namespace std::chrono_literals;

namespace {

struct talk_world : commit_world {
  two_people pair = add_pair();
  domain::uuid conversation = make_match(*this, pair);

  std::string say(std::chrono::hours from_now) {
    batch_builder b{*this};
    b.message(b.group({domain::entity_kind::conversation, conversation}), conversation, pair.tenant, "hello").at =
        now() + from_now;
    return outcome_of(commit(b.batch));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(partitions, talk_world)

BOOST_AUTO_TEST_CASE(a_clock_that_leaps_150_days_or_back_a_year_meets_no_month_without_a_partition) {
  BOOST_TEST(say(150 * 24h) == "committed");
  BOOST_TEST(say(-365 * 24h) == "committed");
  BOOST_TEST(count("messages") == 2);
  BOOST_TEST(count("messages_default") == 2);
}

BOOST_AUTO_TEST_CASE(rows_of_a_month_move_into_its_partition_when_it_is_made) {
  BOOST_TEST(say(150 * 24h) == "committed");
  value("SELECT ensure_partitions(((now() + interval '150 days') AT TIME ZONE 'UTC')::date, 1)");
  BOOST_TEST(count("messages") == 1);
  BOOST_TEST(count("messages_default") == 0);
  BOOST_TEST(say(150 * 24h) == "committed");
  BOOST_TEST(count("messages_default") == 0);
  BOOST_TEST(count("messages") == 2);
}

BOOST_AUTO_TEST_CASE(events_in_the_default_partition_are_kept_90_days_like_the_others) {
  for (const auto* age : {"400 days", "10 days"})
    value("INSERT INTO user_events (user_id, seq, event, created_at) VALUES (" + id_literal(fresh_id()) +
          ", 1, 'x', now() - interval '" + age + "')");
  value("SELECT erase_expired_rows()");
  BOOST_TEST(count("user_events WHERE event = 'x'") == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace partitions_test
