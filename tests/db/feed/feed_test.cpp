#include <boost/test/unit_test.hpp>

#include "codec/cursor.hpp"
#include "domain/kernel/errors/unavailable.hpp"
#include "support/marketplace.hpp"

namespace homigo::tests::feed_test {
namespace {

using domain::uuid;

struct feed_world : marketplace {
  uuid host = person();
  uuid tenant = person();

  std::vector<uuid> listings_shown(const std::optional<uuid>& requirement_id = {}) {
    std::vector<uuid> ids;
    for (const auto& each : feed.listings(tenant, {requirement_id, {}}).value().items)
      ids.push_back(each.listing.listing_id);
    return ids;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(feed, feed_world)

BOOST_AUTO_TEST_CASE(both_feeds_show_score_points_and_distance_but_nothing_private) {
  const auto home = listing(host), wish = requirement(tenant);
  const auto page = feed.listings(tenant, {}).value();
  BOOST_REQUIRE_EQUAL(page.items.size(), 1);
  BOOST_CHECK(page.items[0].listing.listing_id == home);
  BOOST_CHECK_EQUAL(
      page.items[0].compatibility_score,
      std::stod(database.execute("SELECT score_listing_for_requirement(" + quoted(home) + ", " + quoted(wish) + ")")));
  BOOST_CHECK_EQUAL(page.items[0].score_breakdown.budget, 10);
  BOOST_CHECK(page.items[0].distance_m > 0);
  BOOST_CHECK(!reveals_something(feed.listings_json(tenant, {})));
  const auto other = feed.requirements(host, {home, {}}).value();
  BOOST_REQUIRE_EQUAL(other.items.size(), 1);
  BOOST_CHECK(other.items[0].requirement.requirement_id == wish);
  BOOST_CHECK_EQUAL(other.items[0].score_breakdown.possession_date, 20);
  BOOST_CHECK(!reveals_something(feed.requirements_json(host, {home, {}})));
}

BOOST_AUTO_TEST_CASE(before_the_index_is_loaded_nothing_is_answered) {
  listing(host), requirement(tenant);
  persistence::feed_stock stock{database.pool(), {database.conninfo()}};
  modules::live_feed memory{{}};
  modules::feed_follower follower{memory, stock, clock, {}};
  stored_pairs pairs{database.pool()};
  modules::feed_pages pages{memory, follower, pairs, posting_rows, clock};
  BOOST_CHECK_THROW(pages.listings(tenant, {}), domain::unavailable);
  BOOST_CHECK_THROW(pages.requirements(host, {}), domain::unavailable);
  BOOST_CHECK(!pages.listings_at_once(tenant, {}));
  BOOST_CHECK(!pages.requirements_at_once(host, {}));
  follower.load();
  BOOST_CHECK_EQUAL(listing_page_in(pages.listings(tenant, {}).value()).items.size(), 1);
}

BOOST_AUTO_TEST_CASE(a_page_from_memory_does_not_overlook_what_its_asker_has_just_published) {
  const auto first = requirement(tenant);
  feed_node node{database, posting_rows, clock};
  node.pages.listings(tenant, {}).value();
  BOOST_CHECK(node.pages.listings_at_once(tenant, {}));
  const auto second = requirement(tenant);
  node.follower.rows_changed({domain::entity_kind::requirement, second});
  BOOST_CHECK(!node.pages.listings_at_once(tenant, {}));
  BOOST_CHECK(node.pages.listings_at_once(tenant, {first, {}}));
  node.follower.apply_told();
  BOOST_CHECK_EQUAL(code_of(node.pages.listings_at_once(tenant, {}).value()), "as_id_required");
}

BOOST_AUTO_TEST_CASE(whose_feed_it_is_must_be_told_when_several_are_active) {
  const auto home = listing(host);
  BOOST_CHECK(feed.listings(tenant, {}).value().items.empty());
  const auto first = requirement(tenant);
  BOOST_CHECK(listings_shown() == std::vector{home});
  requirement(tenant, {{"status", "'paused'"}});
  BOOST_CHECK(listings_shown() == std::vector{home});
  requirement(tenant);
  BOOST_CHECK_EQUAL(code_of(feed.listings(tenant, {})), "as_id_required");
  BOOST_CHECK(listings_shown(first) == std::vector{home});
  BOOST_CHECK_EQUAL(code_of(feed.listings(host, {first, {}})), "not_found");
  BOOST_CHECK_EQUAL(code_of(feed.requirements(tenant, {home, {}})), "not_found");
  set("tenant_requirements", "requirement_id", first, "status = 'deleted'");
  BOOST_CHECK_EQUAL(code_of(feed.listings(tenant, {first, {}})), "not_found");
}

BOOST_AUTO_TEST_CASE(what_was_swiped_is_not_shown_to_the_swiper_but_still_to_the_other) {
  const auto home = listing(host), wish = requirement(tenant);
  swipe(home, wish, "tenant", "dislike");
  BOOST_CHECK(listings_shown().empty());
  BOOST_CHECK_EQUAL(feed.requirements(host, {home, {}}).value().items.size(), 1);
}

BOOST_AUTO_TEST_CASE(pages_neither_repeat_nor_skip_equal_scores_while_listings_are_added) {
  requirement(tenant);
  std::vector<uuid> all;
  for (int i = 0; i < 7; ++i)
    all.push_back(listing(
        host, {{"created_at",
                "'2026-11-01T00:00:00.0001Z'::timestamptz + interval '1 microsecond' * " + std::to_string(i)}}));
  std::vector<uuid> seen;
  domain::listing_feed_query query;
  query.page.limit = 2;
  do {
    const auto page = feed.listings(tenant, query).value();
    for (const auto& each : page.items) seen.push_back(each.listing.listing_id);
    query.page.cursor = page.next_cursor;
    listing(host, {{"is_premium", "true"}});
  } while (query.page.cursor);
  std::ranges::sort(seen);
  BOOST_CHECK(seen == all);
}

BOOST_AUTO_TEST_CASE(a_block_in_either_direction_empties_both_feeds) {
  const auto home = listing(host);
  requirement(tenant);
  for (const auto& [blocker, blocked] : {std::pair{tenant, host}, std::pair{host, tenant}}) {
    BOOST_CHECK_EQUAL(listings_shown().size(), 1);
    BOOST_REQUIRE(blocks.block(blocker, blocked));
    BOOST_CHECK(listings_shown().empty());
    BOOST_CHECK(feed.requirements(host, {home, {}}).value().items.empty());
    blocks.unblock(blocker, blocked);
  }
}

BOOST_AUTO_TEST_CASE(forged_positions_are_refused) {
  requirement(tenant);
  domain::listing_feed_query query;
  domain::feed_key key{false, 50, domain::instant{std::chrono::milliseconds{INT64_MAX}}, tenant};
  query.page.cursor = codec::make_cursor("listing feed", key);
  BOOST_CHECK_EQUAL(code_of(feed.listings(tenant, query)), "malformed_request");
  key = {false, std::numeric_limits<double>::quiet_NaN(), clock.now(), tenant};
  query.page.cursor = codec::make_cursor("listing feed", key);
  BOOST_CHECK_EQUAL(code_of(feed.listings(tenant, query)), "malformed_request");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::feed_test
