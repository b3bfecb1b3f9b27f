// What nobody asks for any more is deleted, and nothing else.
#include <boost/test/unit_test.hpp>

#include "support/commit_world.hpp"

namespace retention_test {

using namespace homigo::tests;

BOOST_FIXTURE_TEST_SUITE(retention, commit_world)

BOOST_AUTO_TEST_CASE(client_keys_of_messages_are_kept_seven_days) {
  for (const auto* age : {"8 days", "6 days"})
    value("INSERT INTO message_key VALUES (" + id_literal(fresh_id()) + ", " + id_literal(fresh_id()) + ", 'a', " +
          id_literal(fresh_id()) + ", 1, now() - interval '" + age + "')");
  value("SELECT erase_expired_rows()");
  BOOST_TEST(count("message_key") == 1);
}

BOOST_AUTO_TEST_CASE(a_month_of_events_goes_when_all_of_it_is_older_than_90_days) {
  value("SELECT ensure_partitions((date_trunc('month', now()) - interval '6 months')::date, 6)");
  const auto before = count("pg_inherits WHERE inhparent = 'user_events'::regclass");
  value("INSERT INTO user_events (user_id, seq, event, created_at) VALUES (" + id_literal(fresh_id()) +
        ", 1, 'match.created', now() - interval '89 days')");
  value("SELECT erase_expired_rows()");
  BOOST_TEST(count("user_events") == 1);
  const auto left = count("pg_inherits WHERE inhparent = 'user_events'::regclass");
  BOOST_TEST(left < before);
  BOOST_TEST(count("pg_inherits WHERE inhparent = 'messages'::regclass") >= before);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace retention_test
