#include "persistence/postgres/commit/due_commands.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

#include "persistence/postgres/client/transaction.hpp"
#include "persistence/postgres/commit/shard_ownership.hpp"
#include "support/marketplace.hpp"

namespace due_commands_test {

using namespace homigo;
using namespace homigo::tests;

namespace {

struct due_world : marketplace {
  domain::uuid host = person();
  postgres::database db{database.pool()};
  postgres::due_commands due{db};

  void order(const std::string& command) {
    database.execute(
        "INSERT INTO pending_command (command_id, entity_id, kind, shard, command) VALUES (gen_random_uuid(), "
        "gen_random_uuid(), 'listing', 0, '" +
        command + "')");
  }
  std::string take(std::size_t limit) {
    std::string names;
    for (const auto& each : due.take(limit)) names += each.command + ' ';
    return names;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(due_commands, due_world)

BOOST_AUTO_TEST_CASE(commands_that_nobody_can_carry_out_keep_no_other_waiting) {
  for (int i = 0; i < 3; ++i) order("poison");
  BOOST_TEST(take(3) == "poison poison poison ");
  order("publish");
  BOOST_TEST(take(3) == "publish ");
  BOOST_TEST(take(3) == "");
}

BOOST_AUTO_TEST_CASE(what_was_not_done_comes_again_each_time_later) {
  order("publish");
  for (const auto* seconds : {"4", "8", "16"}) {
    BOOST_TEST(take(1) == "publish ");
    BOOST_TEST(database.execute("SELECT round(extract(epoch FROM due_at - clock_timestamp())) FROM pending_command") ==
               seconds);
    database.execute("UPDATE pending_command SET due_at = now()");
  }
}

BOOST_AUTO_TEST_CASE(a_node_that_starts_tries_everything_at_once) {
  order("publish");
  take(1);
  postgres::shard_ownership{db, next_id(), "here"}.take_all().value();
  BOOST_TEST(take(1) == "publish ");
}

BOOST_AUTO_TEST_CASE(postings_that_do_not_expire_keep_no_other_from_it) {
  for (int i = 0; i < 3; ++i)
    set("property_listings", "listing_id", listing(host), "valid_until = now() - interval '1 day'");
  std::set<domain::uuid> asked;
  for (const auto portion : {2, 1, 2}) {
    const auto taken = due.take(2);
    BOOST_TEST(taken.size() == static_cast<std::size_t>(portion));
    for (const auto& each : taken) asked.insert(each.key.id);
  }
  BOOST_TEST(asked.size() == 3U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace due_commands_test
