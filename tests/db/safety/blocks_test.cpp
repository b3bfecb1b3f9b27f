#include <boost/test/unit_test.hpp>
#include <thread>

#include "domain/engine/entity.hpp"
#include "support/marketplace.hpp"

namespace homigo::tests::blocks_test {
namespace {

using domain::uuid;

struct block_world : marketplace {
  uuid host = person();
  uuid tenant = person();
  uuid home = listing(host);
  uuid wish = requirement(tenant);
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(blocks, block_world)

BOOST_AUTO_TEST_CASE(a_block_hides_postings_and_search_from_both) {
  const auto tenants_home = listing(tenant);
  BOOST_REQUIRE(blocks.block(tenant, host));
  BOOST_CHECK_EQUAL(code_of(catalogue.listing(home, tenant)), "not_found");
  BOOST_CHECK_EQUAL(code_of(catalogue.listing(tenants_home, host)), "not_found");
  BOOST_CHECK_EQUAL(code_of(catalogue.requirement(wish, host)), "not_found");
  BOOST_CHECK_EQUAL(catalogue.find_listings({}, tenant).value().items.size(), 1);
  BOOST_CHECK_EQUAL(catalogue.find_listings({}, host).value().items.size(), 1);
  BOOST_CHECK(catalogue.find_requirements({}, host).value().items.empty());
  BOOST_CHECK_EQUAL(catalogue.find_listings({}, person()).value().items.size(), 2);
  BOOST_CHECK(catalogue.listing(home, host).value().whole);
}

BOOST_AUTO_TEST_CASE(matches_are_ordered_to_end_once_and_conversations_close) {
  const auto id = match(home, wish);
  const auto other_home = listing(host);
  swipe(other_home, wish, "tenant");
  const auto ended = listing(host);
  swipe(ended, wish, "tenant");
  database.execute("UPDATE pair SET state = 'ended' WHERE listing_id = " + quoted(ended));
  swipe(home, requirement(person()), "tenant");
  const auto effects = blocks.block(tenant, host).value();
  BOOST_CHECK(effects.is_new);
  BOOST_CHECK(effects.listing_ids == std::vector{home});
  BOOST_CHECK_EQUAL(database.execute("SELECT payload::text FROM pending_command WHERE entity_id = " + quoted(home)),
                    "{\"user_id\": \"" + domain::to_string(tenant) +
                        "\", \"caused_by\": \"tenant\", \"requirement_id\": \"" + domain::to_string(wish) + "\"}");
  BOOST_CHECK_EQUAL(database.execute("SELECT shard FROM pending_command WHERE entity_id = " + quoted(home)),
                    std::to_string(domain::shard_of({domain::entity_kind::listing, home})));
  BOOST_CHECK_EQUAL(database.execute("SELECT closed_at IS NOT NULL FROM conversations WHERE match_id = " + quoted(id)),
                    "t");
  const auto again = blocks.block(tenant, host).value();
  BOOST_CHECK(!again.is_new);
  BOOST_CHECK_EQUAL(blocks.block(host, tenant).value().listing_ids.size(), 1);
  BOOST_CHECK_EQUAL(database.execute("SELECT count(*) FROM pending_command"), "1");
}

BOOST_AUTO_TEST_CASE(the_blocks_of_a_person_are_listed_and_lifted) {
  BOOST_REQUIRE(blocks.block(tenant, host));
  clock.advance(std::chrono::seconds{1});
  const auto second = person();
  BOOST_REQUIRE(blocks.block(tenant, second));
  const auto page = blocks.list(tenant, {1, {}}).value();
  BOOST_CHECK(page.items.at(0).user_id == second);
  BOOST_CHECK(blocks.list(tenant, {1, page.next_cursor}).value().items.at(0).user_id == host);
  BOOST_CHECK(blocks.list(host, {}).value().items.empty());
  blocks.unblock(tenant, host);
  blocks.unblock(tenant, host);
  BOOST_CHECK_EQUAL(blocks.list(tenant, {}).value().items.size(), 1);
  BOOST_CHECK_EQUAL(code_of(catalogue.listing(home, tenant)), "");
}

BOOST_AUTO_TEST_CASE(oneself_and_accounts_that_do_not_stand_cannot_be_blocked) {
  BOOST_CHECK_EQUAL(code_of(blocks.block(tenant, tenant)), "invalid_fields");
  BOOST_CHECK_EQUAL(code_of(blocks.block(tenant, next_id())), "not_found");
  BOOST_CHECK_EQUAL(code_of(blocks.block(tenant, person({{"account_status", "'pending'"}}))), "not_found");
}

BOOST_AUTO_TEST_CASE(blocks_that_cross_do_not_deadlock) {
  match(home, wish);
  const auto toggle = [this](const uuid& one, const uuid& other) {
    for (int i = 0; i < 25; ++i) {
      blocks.block(one, other).value();
      blocks.unblock(one, other);
    }
  };
  std::thread crossing{toggle, host, tenant};
  toggle(tenant, host);
  crossing.join();
  BOOST_CHECK_EQUAL(database.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"), "0");
  BOOST_CHECK_EQUAL(database.execute("SELECT count(*) FROM pending_command"), "1");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::blocks_test
