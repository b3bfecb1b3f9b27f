// Visits: written as messages with a content of their own, and recognised when they are sent again.
#include <boost/test/unit_test.hpp>

#include "support/commit_world.hpp"

namespace visit_test {

using namespace homigo;
using namespace homigo::tests;
using domain::entity_kind;
using namespace std::chrono_literals;

namespace {

struct talk_world : commit_world {
  two_people pair = add_pair();
  domain::uuid talk = make_match(*this, pair);
  domain::entity_key key{entity_kind::conversation, talk};
  domain::instant morning = std::chrono::sys_days{std::chrono::year{2026} / 12 / 1} + 10h;

  persistence::commit_outcome propose(const domain::visit_proposal& visit, std::optional<std::string> id = {}) {
    batch_builder b{*this};
    b.visit(b.group(key), talk, pair.tenant, visit, std::move(id));
    return commit(b.batch);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(commit_of_visits, talk_world)

BOOST_AUTO_TEST_CASE(a_visit_stands_in_its_conversation_like_a_message_and_is_news_to_both) {
  batch_builder b{*this};
  b.message(b.group(key), talk, pair.host, "When do you come?");
  commit(b.batch);
  const auto visit = propose({morning, 30, "ring twice"});
  BOOST_TEST(outcome_of(visit) == "committed");
  BOOST_TEST(visit.report.results.at(0).sequence.value_or(0) == 2);
  BOOST_TEST(visit.report.events.size() == 2U);
  BOOST_TEST(value("SELECT message_type FROM messages WHERE sequence = 2") == "visit_request");
  BOOST_TEST(value("SELECT visit = '{\"starts_at\": \"2026-12-01T10:00:00.000Z\", \"duration_minutes\": 30, \"note\": "
                   "\"ring twice\"}' FROM messages WHERE sequence = 2") == "t");
  BOOST_TEST(value("SELECT last_sequence || ' ' || host_unread FROM conversations") == "2 1");
}

BOOST_AUTO_TEST_CASE(a_visit_sent_again_is_the_same_message_and_another_one_under_its_identifier_is_refused) {
  BOOST_TEST(outcome_of(propose({morning, {}, {}}, "v")) == "committed");
  const auto again = propose({morning, {}, {}}, "v");
  BOOST_TEST(again.report.results.at(0).duplicate.value_or(false));
  BOOST_TEST(outcome_of(propose({morning + 1h, {}, {}}, "v")) == "client_message_id_reused");
  BOOST_TEST(outcome_of(propose({morning, 30, {}}, "v")) == "client_message_id_reused");
  BOOST_TEST(count("messages") == 1);
}

BOOST_AUTO_TEST_CASE(a_text_under_the_identifier_of_a_visit_is_another_message) {
  propose({morning, {}, {}}, "v");
  batch_builder b{*this};
  b.message(b.group(key), talk, pair.tenant, "hello", "v");
  BOOST_TEST(outcome_of(commit(b.batch)) == "client_message_id_reused");
}

BOOST_AUTO_TEST_CASE(nothing_is_proposed_by_strangers_or_after_the_end) {
  auto stranger = pair;
  stranger.tenant = add_user();
  batch_builder b{*this};
  b.visit(b.group(key), talk, stranger.tenant, {morning, {}, {}});
  BOOST_TEST(outcome_of(commit(b.batch)) == "not_found");
  settle(*this, pair, domain::unmatch_event{domain::pair_side::host});
  BOOST_TEST(outcome_of(propose({morning, {}, {}})) == "conversation_closed");
  BOOST_TEST(count("messages") == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace visit_test
