#include <boost/test/unit_test.hpp>

#include "support/marketplace.hpp"

namespace homigo::tests {
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

BOOST_AUTO_TEST_CASE(a_like_withdrawn_meanwhile_still_has_its_item) {
  const auto like = swipe(home, wish, "tenant");
  event(host, "swipe.received", like);
  database.execute("UPDATE pair SET tenant_action = NULL; UPDATE swipe_actions SET undone_at = now()");
  BOOST_CHECK(data(host, 1).find(domain::to_string(like)) != std::string::npos);
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

}  // namespace homigo::tests
