// Messages and read marks: the order comes from the conversation's row, the same client identifier is the same message.
#include <boost/test/unit_test.hpp>
#include <map>

#include "support/commit_world.hpp"

namespace message_test {

using namespace homigo;
using namespace homigo::tests;
using domain::entity_kind;
using domain::pair_side;

namespace {

struct talk_world : commit_world {
  two_people pair = add_pair();
  domain::uuid talk = make_match(*this, pair);
  domain::entity_key key{entity_kind::conversation, talk};

  persistence::commit_outcome say(const std::string& text, std::optional<std::string> id = {},
                                  domain::instant at = now()) {
    batch_builder b{*this};
    b.message(b.group(key), talk, pair.tenant, text, std::move(id)).at = at;
    return commit(b.batch);
  }
  persistence::commit_outcome read(const domain::uuid& who, std::int64_t up_to) {
    batch_builder b{*this};
    b.batch.items.reads.push_back({b.group(key), 0, talk, who, up_to, now()});
    return commit(b.batch);
  }
  domain::uuid first_message() {
    return domain::parse_uuid(value("SELECT message_id FROM messages WHERE sequence = 1")).value();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(commit_of_messages, talk_world)

BOOST_AUTO_TEST_CASE(messages_count_on_without_gaps_and_everybody_gets_one_event_each) {
  batch_builder b{*this};
  const auto g = b.group(key);
  b.message(g, talk, pair.tenant, "one"), b.message(g, talk, pair.host, "two"),
      b.message(g, talk, pair.tenant, "three");
  const auto outcome = commit(b.batch);
  BOOST_TEST(outcome.report.events.size() == 6U);
  say("four");
  BOOST_TEST(value("SELECT string_agg(sequence || body, ' ' ORDER BY sequence) FROM messages") ==
             "1one 2two 3three 4four");
  BOOST_TEST(value("SELECT last_sequence || ' ' || tenant_unread || ' ' || host_unread FROM conversations") == "4 1 3");
}

BOOST_AUTO_TEST_CASE(the_same_client_identifier_is_answered_with_the_first_message) {
  say("hello", "a");
  const auto again = say("hello", "a");
  BOOST_TEST((again.report.results.at(0).duplicate.value_or(false) && again.report.results.at(0).sequence == 1));
  BOOST_TEST((*again.report.results.at(0).message_id == first_message()));
  BOOST_TEST(again.report.results.at(0).duplicate.value_or(false));
  BOOST_TEST(again.report.events.empty());
  BOOST_TEST(count("messages") == 1);
  batch_builder b{*this};
  const auto g = b.group(key);
  b.message(g, talk, pair.tenant, "hello", "a"), b.message(g, talk, pair.tenant, "new", "b"),
      b.message(g, talk, pair.host, "mine", "a");
  const auto mixed = commit(b.batch);
  BOOST_TEST(mixed.report.results.size() == 3U);
  BOOST_TEST(value("SELECT string_agg(sequence || body, ' ' ORDER BY sequence) FROM messages") == "1hello 2new 3mine");
}

BOOST_AUTO_TEST_CASE(another_content_under_the_same_client_identifier_is_refused_and_writes_nothing) {
  say("hello", "a");
  BOOST_TEST(outcome_of(say("good bye", "a")) == "client_message_id_reused");
  const auto with = [&](auto change) {
    batch_builder b{*this};
    change(b.message(b.group(key), talk, pair.tenant, "hello", "a"));
    return outcome_of(commit(b.batch));
  };
  BOOST_TEST(with([](auto& m) { m.type = domain::message_type::visit_request; }) == "client_message_id_reused");
  BOOST_TEST(with([](auto& m) { m.body.reset(); }) == "client_message_id_reused");
  BOOST_TEST(with([](auto& m) { m.attachment_id = fresh_id(); }) == "client_message_id_reused");
  BOOST_TEST(with([](auto&) {}) == "committed");
  // The end of the conversation does not make another message of it.
  settle(*this, pair, domain::unmatch_event{pair_side::host});
  BOOST_TEST(outcome_of(say("good bye", "a")) == "client_message_id_reused");
  BOOST_TEST(count("messages") == 1);
  BOOST_TEST(
      value("SELECT max(seq) FROM user_events WHERE event = 'message.created' AND user_id = " +
            id_literal(pair.host)) ==
      value("SELECT min(seq) FROM user_events WHERE event = 'message.created' AND user_id = " + id_literal(pair.host)));
}

BOOST_AUTO_TEST_CASE(a_retry_across_the_border_of_a_month_is_still_the_same_message) {
  const auto month = std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(now())};
  const domain::instant border = std::chrono::sys_days{month.year() / month.month() / 1};
  using namespace std::chrono_literals;
  say("good night", "a", border - 1ms);
  const auto retry = say("good night", "a", border + 1ms).report.results.at(0);
  say("good morning", "b", border + 2ms);
  BOOST_TEST((*retry.message_id == first_message() && retry.duplicate.value_or(false) && retry.at == border - 1ms));
  BOOST_TEST(value("SELECT string_agg(sequence || body, ', ' ORDER BY sequence) FROM messages") ==
             "1good night, 2good morning");
  BOOST_TEST(value("SELECT count(DISTINCT tableoid) FROM messages") == "2");
}

BOOST_AUTO_TEST_CASE(nothing_is_written_into_a_closed_conversation_but_a_stored_message_is_still_answered) {
  say("before", "a");
  settle(*this, pair, domain::unmatch_event{pair_side::host});
  BOOST_TEST(outcome_of(say("after", "b")) == "conversation_closed");
  BOOST_TEST(outcome_of(say("before", "a")) == "committed");
  BOOST_TEST(count("messages") == 1);
}

BOOST_AUTO_TEST_CASE(strangers_neither_write_nor_read) {
  const auto stranger = add_user();
  batch_builder b{*this};
  b.message(b.group(key), talk, stranger, "let me in");
  BOOST_TEST(outcome_of(commit(b.batch)) == "not_found");
  BOOST_TEST(outcome_of(read(stranger, 1)) == "not_found");
}

BOOST_AUTO_TEST_CASE(read_marks_move_forward_only_and_never_past_the_newest_message) {
  say("one"), say("two");
  const auto far = read(pair.host, 99);
  BOOST_TEST(far.report.results.at(0).sequence.value_or(0) == 2);
  BOOST_TEST(far.report.events.size() == 2U);
  const auto back = read(pair.host, 1);
  BOOST_TEST(back.report.events.empty());
  BOOST_TEST(value("SELECT host_read FROM conversations") == "2");
}

BOOST_AUTO_TEST_CASE(after_the_end_or_a_block_a_read_mark_is_told_to_its_reader_alone) {
  say("one"), say("two"), say("three");
  const auto told = [](const persistence::commit_outcome& outcome) {
    std::string kinds;
    for (const auto& event : outcome.report.events) kinds += event.event + " ";
    return kinds;
  };
  BOOST_TEST(read(pair.host, 1).report.events.size() == 2U);
  value("INSERT INTO blocked_users (blocker_id, blocked_id) VALUES (" + id_literal(pair.tenant) + ", " +
        id_literal(pair.host) + ")");
  BOOST_TEST(told(read(pair.host, 2)) == "read_marks.updated ");
  value("DELETE FROM blocked_users");
  value("UPDATE conversations SET closed_at = now()");
  BOOST_TEST(told(read(pair.host, 3)) == "read_marks.updated ");
  BOOST_TEST(value("SELECT host_read FROM conversations") == "3");
}

BOOST_AUTO_TEST_CASE(a_reply_leaves_the_own_mark_alone_and_what_is_unread_is_what_the_other_said_behind_it) {
  const auto unread = [&] { return value("SELECT tenant_unread || ' ' || host_unread FROM conversations"); };
  const auto answers = [&](const std::string& text) {
    batch_builder b{*this};
    b.message(b.group(key), talk, pair.host, text);
    return commit(b.batch);
  };
  say("one"), say("two"), answers("three"), say("four");
  BOOST_TEST(unread() == "1 3");
  BOOST_TEST(value("SELECT tenant_read || ' ' || host_read FROM conversations") == "0 0");
  read(pair.host, 1);
  BOOST_TEST(unread() == "1 2");
  read(pair.host, 3);  // the own message between counts for nothing
  BOOST_TEST(unread() == "1 1");
  answers("five");
  BOOST_TEST(unread() == "2 1");
  // A message and a mark in one batch: the mark was set before it.
  batch_builder b{*this};
  const auto g = b.group(key);
  b.message(g, talk, pair.tenant, "six");
  b.batch.items.reads.push_back({g, 1, talk, pair.host, 99, now()});
  commit(b.batch);
  BOOST_TEST(unread() == "2 1");
  read(pair.host, 6), read(pair.tenant, 6);
  BOOST_TEST(unread() == "0 0");
}

BOOST_AUTO_TEST_CASE(a_mark_that_moves_is_one_event_for_the_other_side_and_one_for_the_own_devices) {
  say("one");
  const auto moved = read(pair.host, 1);
  std::map<domain::uuid, std::string> heard;
  for (const auto& event : moved.report.events) heard[event.user_id] += event.event;
  BOOST_TEST(
      (heard == std::map<domain::uuid, std::string>{{pair.tenant, "message.read"}, {pair.host, "read_marks.updated"}}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace message_test
