// The feed in memory after changes of the database: told, swept, or read by a node that was not told at all.
#include "modules/feed/feed_follower.hpp"

#include <boost/test/unit_test.hpp>

#include <pqxx/connection>
#include <pqxx/transaction>

#include "domain/kernel/threads/thread.hpp"
#include "modules/feed/card_filling.hpp"
#include "support/marketplace.hpp"

namespace homigo::tests::feed_follower_test {
namespace {

using domain::entity_kind;
using domain::uuid;

struct follower_world : marketplace {
  uuid host = person();
  uuid tenant = person();
  uuid home = listing(host);
  uuid wish = requirement(tenant);
  feed_node node{database, posting_rows, clock};

  std::vector<uuid> shown() {
    std::vector<uuid> ids;
    for (const auto& each : listing_page_in(node.pages.listings(tenant, {wish, {}}).value()).items)
      ids.push_back(each.listing.listing_id);
    return ids;
  }
  std::vector<uuid> shown_to_host() {
    std::vector<uuid> ids;
    for (const auto& each : requirement_page_in(node.pages.requirements(host, {home, {}}).value()).items)
      ids.push_back(each.requirement.requirement_id);
    return ids;
  }
  bool is_warm() { return node.pages.listings_at_once(tenant, {wish, {}}).has_value(); }
  void log(const std::string& kind, const uuid& key) {
    database.execute("INSERT INTO change_log (kind, key) VALUES ('" + kind + "', " + quoted(key) + ")");
  }
  static std::jthread follow(feed_node& fresh) {
    return domain::start_thread("feed follower", [&](const std::stop_token& stop) { fresh.follower.run(stop); });
  }
  feed::pair_news decided_by_tenant(bool decided) const {
    feed::pair_news news{home, wish, {}, domain::pair_side::tenant, 0};
    if (decided) news.pair.tenant = {wish, domain::swipe_action::dislike, clock.now()};
    return news;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(feed_follower, follower_world)

BOOST_AUTO_TEST_CASE(a_page_needs_the_database_once_and_never_again) {
  BOOST_TEST(!is_warm());
  BOOST_CHECK(shown() == std::vector{home});
  BOOST_TEST(is_warm());
  const auto at_once = node.pages.listings_at_once(tenant, {wish, {}}).value().value();
  BOOST_TEST(at_once == node.pages.listings(tenant, {wish, {}}).value());
  BOOST_TEST(at_once == node.pages.listings(tenant, {}).value());
  BOOST_CHECK(shown_to_host() == std::vector{wish});
  BOOST_TEST(node.pages.requirements_at_once(host, {home, {}}).has_value());
}

BOOST_AUTO_TEST_CASE(a_swipe_that_is_told_hides_the_card_at_once_and_its_undo_shows_it_again) {
  BOOST_CHECK(shown() == std::vector{home});
  node.follower.pair_settled(decided_by_tenant(true));
  BOOST_CHECK(shown().empty());
  BOOST_CHECK(shown_to_host() == std::vector{wish});
  node.follower.pair_settled(decided_by_tenant(false));
  BOOST_CHECK(shown() == std::vector{home});
}

BOOST_AUTO_TEST_CASE(an_edit_that_is_told_is_applied_with_the_card) {
  shown();
  set("property_listings", "listing_id", home, "title = 'Painted anew', rent_monthly = 15000");
  node.follower.posting_changed({entity_kind::listing, home}, host);
  node.follower.apply_told();
  const auto json = node.pages.listings(tenant, {wish, {}}).value();
  BOOST_TEST(json.find("Painted anew") != std::string::npos);
  BOOST_TEST(listing_page_in(json).items[0].score_breakdown.budget == 15);
  set("property_listings", "listing_id", home, "status = 'paused'");
  node.follower.posting_changed({entity_kind::listing, home}, host);
  node.follower.apply_told();
  BOOST_CHECK(shown().empty());
}

BOOST_AUTO_TEST_CASE(what_nobody_told_is_swept_out_of_the_change_log) {
  shown();
  const auto imported = listing(host);
  log("listing", imported);
  node.follower.sweep();
  BOOST_TEST(shown().size() == 2U);
  set("tenant_requirements", "requirement_id", wish, "budget_max = 19999");
  log("requirement", wish);
  node.follower.sweep();
  BOOST_TEST(shown().empty());
}

BOOST_AUTO_TEST_CASE(a_lost_message_of_a_swipe_is_healed_by_the_sweep) {
  BOOST_CHECK(shown() == std::vector{home});
  swipe(home, wish, "tenant");
  log("listing", home);
  std::vector<domain::entity_key> doubted;
  node.follower.on_doubt([&](const domain::entity_key& key) { doubted.push_back(key); });
  BOOST_CHECK(shown() == std::vector{home});
  node.follower.sweep();
  BOOST_CHECK(shown().empty());
  BOOST_CHECK((doubted == std::vector<domain::entity_key>{{entity_kind::requirement, wish}}));
}

BOOST_AUTO_TEST_CASE(a_gap_in_what_a_listing_told_is_healed_by_the_second_sweep) {
  BOOST_CHECK(shown() == std::vector{home});
  database.execute("INSERT INTO entity (entity_id, kind, shard, version) VALUES (" + quoted(home) +
                   ", 'listing', 1, 3)");
  swipe(home, wish, "tenant");
  log("listing", home);
  log("listing", home);
  node.follower.told(home, 2);
  node.follower.sweep();
  BOOST_CHECK(shown() == std::vector{home});
  node.follower.sweep();
  BOOST_CHECK(shown().empty());
}

BOOST_AUTO_TEST_CASE(a_commit_that_was_under_way_is_not_skipped) {
  shown();
  pqxx::connection late{database.conninfo()};
  pqxx::work slow{late};
  slow.exec("UPDATE property_listings SET status = 'paused' WHERE listing_id = " + quoted(home));
  slow.exec("INSERT INTO change_log (kind, key) VALUES ('listing', " + quoted(home) + ")");
  const auto other = listing(host);
  log("listing", other);
  node.follower.sweep();
  BOOST_TEST(shown().size() == 2U);
  slow.commit();
  node.follower.sweep();
  BOOST_CHECK(shown() == std::vector{other});
}

BOOST_AUTO_TEST_CASE(a_block_holds_at_once_and_its_end_too) {
  BOOST_CHECK(shown() == std::vector{home});
  node.follower.blocked(host, tenant);
  BOOST_TEST(shown().empty());
  BOOST_TEST(shown_to_host().empty());
  node.follower.unblocked(host, tenant);
  BOOST_CHECK(shown() == std::vector{home});
}

BOOST_AUTO_TEST_CASE(people_are_followed_their_blocks_standing_and_profile) {
  shown();
  BOOST_REQUIRE(blocks.block(tenant, host));
  node.follower.sweep();
  BOOST_TEST(shown().empty());
  blocks.unblock(tenant, host);
  node.follower.sweep();
  BOOST_CHECK(shown() == std::vector{home});
  set("property_listings", "listing_id", home, "gender_preference = 'male'");
  log("listing", home);
  node.follower.sweep();
  BOOST_TEST(shown().empty());
  set("tenant_profiles", "user_id", tenant, "gender = 'male'");
  log("user", tenant);
  node.follower.sweep();
  BOOST_CHECK(shown() == std::vector{home});
  set("users", "user_id", host, "account_status = 'suspended'");
  log("user", host);
  node.follower.sweep();
  BOOST_TEST(shown().empty());
}

BOOST_AUTO_TEST_CASE(validity_ends_without_any_message) {
  BOOST_CHECK(shown() == std::vector{home});
  set("property_listings", "listing_id", home, "valid_until = '2026-11-23T00:00:05Z'");
  node.follower.posting_changed({entity_kind::listing, home}, host);
  node.follower.apply_told();
  BOOST_CHECK(shown() == std::vector{home});
  clock.advance(std::chrono::seconds{5});
  BOOST_TEST(shown().empty());
}

BOOST_AUTO_TEST_CASE(likes_are_counted_on_the_cards) {
  shown();
  BOOST_TEST(node.pages.listings(tenant, {wish, {}}).value().find(R"("likes_count":0,)") != std::string::npos);
  feed::pair_news liked{home, person(), {}, domain::pair_side::tenant, 1};
  liked.pair.tenant = {next_id(), domain::swipe_action::like, clock.now()};
  node.follower.pair_settled(liked);
  BOOST_TEST(node.pages.listings(tenant, {wish, {}}).value().find(R"("likes_count":1,)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_thread_applies_what_it_is_told_and_sweeps) {
  auto thread = follow(node);
  while (!is_warm()) shown();
  set("property_listings", "listing_id", home, "status = 'paused'");
  node.follower.posting_changed({entity_kind::listing, home}, host);
  node.follower.catch_up();
  BOOST_TEST(shown().empty());
  const auto swept = listing(host);
  log("listing", swept);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{10};
  while (shown().empty() && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  BOOST_CHECK(shown() == std::vector{swept});
  thread.request_stop();
}

BOOST_AUTO_TEST_CASE(a_load_does_not_hold_up_the_end) {
  feed_node fresh{database, posting_rows, clock};
  std::stop_source stop;
  stop.request_stop();
  BOOST_CHECK_THROW(fresh.follower.load(stop.get_token()), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(a_load_that_waits_for_a_table_does_not_hold_up_the_end_and_leaves_nobody_waiting) {
  feed_node fresh{database, posting_rows, clock};
  postgres::connection_options patient;
  patient.conninfo = database.conninfo();
  patient.statement_timeout = std::chrono::milliseconds{0};
  const auto holder = postgres::open_connection(patient);
  pqxx::work locked{*holder};
  locked.exec("LOCK TABLE property_listings, tenant_requirements IN ACCESS EXCLUSIVE MODE");
  const std::string waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted";
  auto thread = follow(fresh);
  while (database.execute(waiting) != "2") std::this_thread::yield();
  const auto asked = std::chrono::steady_clock::now();
  thread.request_stop();
  thread.join();
  BOOST_TEST((std::chrono::steady_clock::now() - asked < std::chrono::seconds{5}));
  // The lock is still held: they have noticed that nobody wants their rows.
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  while (database.execute(waiting) != "0" && std::chrono::steady_clock::now() < until) std::this_thread::yield();
  BOOST_TEST(database.execute(waiting) == "0");
}

BOOST_AUTO_TEST_CASE(cards_are_filled_ahead) {
  for (int i = 0; i < 5; ++i) listing(host);
  feed_node fresh{database, posting_rows, clock};
  modules::card_filling filling{fresh.memory, fresh.follower, posting_rows};
  while (filling.step()) {
  }
  BOOST_TEST(fresh.memory.listing_cards.size().cards == 6U);
  BOOST_TEST(fresh.memory.requirement_cards.size().cards == 1U);
  const auto pairs = [&] { return fresh.pairs.pairs_of({entity_kind::requirement, wish}, tenant); };
  BOOST_TEST(fresh.memory.pairs.get(wish, clock.now(), pairs).has_value());
  BOOST_TEST(fresh.pages.listings_at_once(tenant, {wish, {}}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::feed_follower_test
