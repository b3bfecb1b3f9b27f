#include <boost/test/unit_test.hpp>

#include "support/marketplace.hpp"

namespace homigo::tests::events_test {
namespace {

using domain::uuid;

struct event_world : marketplace {
  uuid host = person();
  uuid tenant = person();
  uuid home = listing(host);
  uuid wish = requirement(tenant);

  std::string data(const uuid& user_id, std::int64_t seq) {
    return events.after(user_id, seq - 1, 1).value().at(0).data;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(events, event_world)

BOOST_AUTO_TEST_CASE(each_event_carries_what_the_api_shows) {
  const auto like = swipe(home, wish, "tenant");
  event(host, "swipe.received", like);
  const auto other_home = listing(host);
  const auto id = match(other_home, wish);
  const auto talk = conversation_of(id);
  event(host, "match.created", id);
  event(host, "message.created", message(talk, tenant, "hello"));
  event(host, "message.read", talk, "'{\"reader_id\": \"" + domain::to_string(host) + "\", \"sequence\": 1}'");
  BOOST_CHECK(data(host, 1).find("\"swipe_id\":\"" + domain::to_string(like)) != std::string::npos);
  BOOST_CHECK(!reveals_something(data(host, 1)));
  BOOST_CHECK_EQUAL(data(host, 2), matches.one(id, host).value());
  BOOST_CHECK(data(host, 3).find("\"sequence\":1") != std::string::npos);
  BOOST_CHECK(data(host, 3).find("\"body\":\"hello\"") != std::string::npos);
  BOOST_CHECK_EQUAL(data(host, 4), "{\"conversation_id\":\"" + domain::to_string(talk) + "\",\"reader_id\":\"" +
                                       domain::to_string(host) + "\",\"sequence\":1}");
  set("matches", "match_id", id, "match_status = 'tenant_unmatched', ended_at = created_at");
  event(host, "match.ended", id);
  BOOST_CHECK_EQUAL(data(host, 5), "{\"match_id\":\"" + domain::to_string(id) + "\",\"status\":\"tenant_unmatched\"}");
}

BOOST_AUTO_TEST_CASE(a_like_that_the_inbox_no_longer_shows_leaves_its_identifier_alone) {
  const auto like = swipe(home, wish, "tenant");
  event(host, "swipe.received", like);
  const auto gone = "{\"swipe_id\":\"" + domain::to_string(like) + "\"}";
  const auto becomes = [&](const std::string& change, const std::string& back) {
    BOOST_CHECK(data(host, 1).find("\"action\":\"like\"") != std::string::npos);
    database.execute(change);
    BOOST_CHECK_EQUAL(data(host, 1), gone);
    database.execute(back);
  };
  becomes("UPDATE pair SET tenant_action = 'dislike'; UPDATE swipe_actions SET action = 'dislike'",
          "UPDATE pair SET tenant_action = 'like'; UPDATE swipe_actions SET action = 'like'");
  becomes("UPDATE pair SET host_action = 'dislike'", "UPDATE pair SET host_action = NULL");
  becomes("UPDATE pair SET state = 'ended'", "UPDATE pair SET state = 'open'");
  becomes("UPDATE tenant_requirements SET status = 'deleted'", "UPDATE tenant_requirements SET status = 'active'");
  becomes("UPDATE users SET account_status = 'suspended' WHERE user_id = " + quoted(tenant),
          "UPDATE users SET account_status = 'active'");
  becomes("UPDATE pair SET tenant_action = NULL, tenant_swipe_id = NULL; UPDATE swipe_actions SET undone_at = now()",
          "UPDATE pair SET tenant_action = 'like', tenant_swipe_id = " + quoted(like));
  BOOST_REQUIRE(blocks.block(tenant, host));
  BOOST_CHECK_EQUAL(data(host, 1), gone);
}

BOOST_AUTO_TEST_CASE(what_is_not_to_be_seen_leaves_the_identifier_that_its_kind_has) {
  const auto id = next_id();
  for (const std::string kind :
       {"swipe.received", "match.created", "match.ended", "message.created", "account.updated"})
    event(host, kind, id);
  event(host, "notification.created", id);
  const std::vector<std::string> names{"swipe_id", "match_id", "match_id", "message_id"};
  for (std::size_t i = 0; i < names.size(); ++i)
    BOOST_CHECK_EQUAL(data(host, static_cast<std::int64_t>(i) + 1),
                      "{\"" + names[i] + "\":\"" + domain::to_string(id) + "\"}");
  BOOST_CHECK_EQUAL(data(host, 5), "{\"user_id\":\"" + domain::to_string(id) + "\"}");
  BOOST_CHECK_EQUAL(data(host, 6), "{}");
}

BOOST_AUTO_TEST_CASE(the_event_of_a_match_that_ended_shows_what_the_match_shows) {
  const auto id = match(home, wish);
  event(tenant, "match.created", id);
  set("matches", "match_id", id, "match_status = 'host_unmatched', ended_at = created_at");
  set("property_listings", "listing_id", home, "status = 'paused'");
  BOOST_CHECK(data(tenant, 1).find("\"listing\":null") != std::string::npos);
  BOOST_CHECK_EQUAL(data(tenant, 1), matches.one(id, tenant).value());
}

BOOST_AUTO_TEST_CASE(events_come_in_order_and_only_to_their_owner) {
  for (int i = 0; i < 5; ++i) event(host, "notification.created", next_id());
  event(tenant, "notification.created", next_id());
  const auto all = events.after(host, 0, 100).value();
  BOOST_REQUIRE_EQUAL(all.size(), 5);
  for (std::size_t i = 0; i < all.size(); ++i) BOOST_CHECK_EQUAL(all[i].seq, static_cast<std::int64_t>(i) + 1);
  BOOST_CHECK_EQUAL(events.after(host, 3, 1).value().at(0).seq, 4);
  BOOST_CHECK(events.after(host, 5, 10).value().empty());
  BOOST_CHECK_EQUAL(code_of(events.after(host, 6, 10)), "malformed_request");
  BOOST_CHECK_EQUAL(events.last_seq(host), 5);
  BOOST_CHECK_EQUAL(events.last_seq(person()), 0);
  const std::vector asked{host, tenant, next_id()};
  BOOST_CHECK_EQUAL(events.last_seqs(asked).size(), 2);
}

BOOST_AUTO_TEST_CASE(what_is_no_longer_kept_is_told_as_expired) {
  for (int i = 0; i < 4; ++i) event(host, "notification.created", next_id());
  database.execute("DELETE FROM user_events WHERE seq <= 2");
  BOOST_CHECK_EQUAL(code_of(events.after(host, 1, 10)), "events_expired");
  BOOST_CHECK_EQUAL(events.after(host, 2, 10).value().size(), 2);
  database.execute("DELETE FROM user_events");
  BOOST_CHECK_EQUAL(code_of(events.after(host, 3, 10)), "events_expired");
  BOOST_CHECK(events.after(host, 4, 10).value().empty());
}

BOOST_AUTO_TEST_CASE(somebody_elses_message_is_not_rendered) {
  const auto talk = conversation_of(match(home, wish));
  const auto stranger = person();
  event(stranger, "message.created", message(talk, tenant, "private"));
  BOOST_CHECK(data(stranger, 1).find("private") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::events_test
