// GET /swipes/received out of memory, of rows that a test has written.
#include <boost/test/unit_test.hpp>

#include "codec/json_writer.hpp"
#include "modules/matching/inbox_pages.hpp"
#include "support/marketplace.hpp"

namespace homigo::tests::inbox_test {
namespace {

using domain::entity_kind;
using domain::swipe_action;
using domain::uuid;

struct inbox_world : marketplace {
  uuid host = person();
  uuid tenant = person();
  uuid home = listing(host);
  uuid wish = requirement(tenant);

  /// A node that has just begun.
  struct fresh_node : feed_node {
    explicit fresh_node(inbox_world& world)
        : feed_node(world.database, world.posting_rows, world.clock),
          inbox({memory, follower, pairs, world.posting_rows, world.clock}) {}
    modules::inbox_pages inbox;
  };

  static std::vector<uuid> swipes_in(const std::string& json) {
    static const std::string mark = "\"swipe_id\":\"";
    std::vector<uuid> ids;
    for (auto at = json.find(mark); at != std::string::npos; at = json.find(mark, at + 1))
      ids.push_back(*domain::parse_uuid(json.substr(at + mark.size(), 36)));
    return ids;
  }
  static std::optional<std::string> cursor_in(const std::string& json) {
    static const std::string mark = "\"next_cursor\":\"";
    const auto at = json.rfind(mark);
    if (at == std::string::npos) return std::nullopt;
    return json.substr(at + mark.size(), json.size() - at - mark.size() - 2);
  }
  std::vector<uuid> inbox(const uuid& user) { return swipes_in(fresh_node{*this}.inbox.page(user, {}).value()); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(inbox, inbox_world)

BOOST_AUTO_TEST_CASE(unanswered_likes_are_shown_super_likes_first) {
  const auto plain = swipe(home, wish, "tenant");
  clock.advance(std::chrono::seconds{1});
  const auto later = swipe(home, requirement(person()), "tenant");
  clock.advance(std::chrono::seconds{-1});
  const auto super = swipe(home, requirement(person()), "tenant", "super_like");
  swipe(home, requirement(person()), "tenant", "dislike");
  const auto answered = requirement(person());
  swipe(home, answered, "tenant");
  swipe(home, answered, "host", "dislike");
  BOOST_CHECK(inbox(host) == (std::vector{super, later, plain}));
  BOOST_CHECK(inbox(tenant).empty());
  fresh_node node{*this};
  BOOST_CHECK(!reveals_something(node.inbox.page(host, {}).value()));
  std::vector<uuid> paged;
  for (domain::page_query page{1, {}};;) {
    const auto got = node.inbox.page(host, page).value();
    for (const auto& each : swipes_in(got)) paged.push_back(each);
    page.cursor = cursor_in(got);
    if (!page.cursor) break;
  }
  BOOST_CHECK(paged == inbox(host));
}

BOOST_AUTO_TEST_CASE(an_item_is_written_as_its_described_type_is) {
  const auto like = swipe(home, wish, "tenant");
  const std::vector<uuid> wanted{like};
  const domain::received_like_page page{match_rows->likes(wanted, host, clock.now()), std::nullopt};
  BOOST_TEST(fresh_node{*this}.inbox.page(host, {}).value() == codec::to_json(page, codec::audience::everyone));
}

BOOST_AUTO_TEST_CASE(likes_that_cannot_be_answered_are_not_shown) {
  const auto like = swipe(home, wish, "host");
  BOOST_CHECK(inbox(tenant) == std::vector{like});
  set("property_listings", "listing_id", home, "status = 'paused'");
  BOOST_CHECK(inbox(tenant).empty());
  set("property_listings", "listing_id", home, "status = 'active'");
  set("tenant_requirements", "requirement_id", wish, "status = 'paused'");
  BOOST_CHECK(inbox(tenant) == std::vector{like});
  set("tenant_requirements", "requirement_id", wish, "status = 'expired'");
  BOOST_CHECK(inbox(tenant).empty());
  set("tenant_requirements", "requirement_id", wish, "status = 'active'");
  set("users", "user_id", host, "account_status = 'suspended'");
  BOOST_CHECK(inbox(tenant).empty());
  set("users", "user_id", host, "account_status = 'active'");
  BOOST_REQUIRE(blocks.block(tenant, host));
  BOOST_CHECK(inbox(tenant).empty());
}

BOOST_AUTO_TEST_CASE(a_page_needs_others_once_and_is_answered_from_memory_from_then_on) {
  swipe(home, wish, "tenant");
  fresh_node node{*this};
  BOOST_TEST(!node.inbox.page_at_once(host, {}).has_value());
  const auto json = node.inbox.page(host, {}).value();
  BOOST_TEST(node.inbox.page_at_once(host, {}).value().value() == json);
  node.follower.posting_changed({entity_kind::listing, home}, host);
  BOOST_TEST(!node.inbox.page_at_once(host, {}).has_value());
  node.follower.apply_told();
  BOOST_TEST(!node.inbox.page_at_once(host, {}).has_value());
  BOOST_TEST(node.inbox.page(host, {}).value() == json);
}

BOOST_AUTO_TEST_CASE(news_of_a_pair_are_in_the_next_page) {
  fresh_node node{*this};
  BOOST_CHECK(swipes_in(node.inbox.page(host, {}).value()).empty());
  const auto like = swipe(home, wish, "tenant");
  feed::pair_news news{home, wish, {}, domain::pair_side::tenant, 1};
  news.pair.tenant = {like, swipe_action::like, clock.now()};
  node.follower.pair_settled(news);
  node.inbox.page(host, {}).value();  // the cards
  BOOST_CHECK(swipes_in(node.inbox.page_at_once(host, {}).value().value()) == std::vector{like});
  news.pair.host = {next_id(), swipe_action::dislike, clock.now()};
  node.follower.pair_settled(news);
  BOOST_CHECK(swipes_in(node.inbox.page_at_once(host, {}).value().value()).empty());
}

BOOST_AUTO_TEST_CASE(what_moves_while_somebody_pages_comes_again_behind_the_others) {
  const auto first = swipe(home, wish, "tenant");
  const auto second_wish = requirement(person());
  clock.advance(std::chrono::minutes{5});
  const auto second = swipe(home, second_wish, "tenant");
  clock.advance(std::chrono::minutes{5});
  fresh_node node{*this};
  const auto page = node.inbox.page(host, {1, {}}).value();
  BOOST_CHECK(swipes_in(page) == std::vector{second});
  // The older one rises, over the place where the list goes on.
  feed::pair_news news{home, wish, {}, domain::pair_side::tenant, 0};
  news.pair.tenant = {first, swipe_action::super_like, clock.now()};
  node.follower.pair_settled(news);
  const auto rest = node.inbox.page(host, {1, cursor_in(page)}).value();
  BOOST_CHECK(swipes_in(rest) == std::vector{first});
  BOOST_CHECK(!cursor_in(rest));
}

BOOST_AUTO_TEST_CASE(a_cursor_of_another_list_is_refused) {
  fresh_node node{*this};
  BOOST_TEST(code_of(node.inbox.page(host, {20, "bm8gY3Vyc29y"})) == "malformed_request");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::inbox_test
