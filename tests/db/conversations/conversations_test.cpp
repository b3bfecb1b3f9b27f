#include <boost/test/unit_test.hpp>

#include "codec/json_writer.hpp"
#include "support/marketplace.hpp"

namespace homigo::tests::conversations_test {
namespace {

using domain::uuid;

struct talk : marketplace {
  uuid host = person();
  uuid tenant = person();
  uuid match_id = match(listing(host), requirement(tenant));
  uuid id = conversation_of(match_id);
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(conversations, talk)

BOOST_AUTO_TEST_CASE(the_list_tells_the_last_message_and_what_is_unread) {
  BOOST_CHECK(!conversations.list(tenant, {}).value().items.at(0).last_message);
  message(id, tenant, "hello");
  message(id, host, "welcome");
  message(id, host, "when?");
  const auto mine = conversations.list(tenant, {}).value().items.at(0);
  BOOST_CHECK(mine.conversation_id == id && mine.match_id == match_id && mine.counterpart.user_id == host);
  BOOST_CHECK_EQUAL(*mine.last_message->body, "when?");
  BOOST_CHECK_EQUAL(mine.unread_count, 2);
  BOOST_CHECK_EQUAL(mine.read_sequence, 0);
  BOOST_CHECK(!mine.closed);
  const auto theirs = conversations.list(host, {}).value().items.at(0);
  BOOST_CHECK_EQUAL(theirs.unread_count, 1);
  BOOST_CHECK_EQUAL(theirs.read_sequence, 0);
  BOOST_CHECK(conversations.list(person(), {}).value().items.empty());
}

BOOST_AUTO_TEST_CASE(the_conversation_with_the_newest_message_comes_first) {
  clock.advance(std::chrono::seconds{1});
  const auto later = conversation_of(match(listing(host), requirement(tenant)));
  BOOST_CHECK(conversations.list(host, {}).value().items.at(0).conversation_id == later);
  message(id, host, "still there?");
  domain::page_query page{1, {}};
  const auto first = conversations.list(host, page).value();
  BOOST_CHECK(first.items.at(0).conversation_id == id);
  page.cursor = first.next_cursor;
  const auto second = conversations.list(host, page).value();
  BOOST_CHECK(second.items.at(0).conversation_id == later && !second.next_cursor);
}

BOOST_AUTO_TEST_CASE(what_gets_a_message_between_two_pages_comes_behind_the_others) {
  std::vector<uuid> talks{id};
  for (int i = 0; i < 3; ++i) {
    clock.advance(std::chrono::seconds{1});
    talks.push_back(conversation_of(match(listing(host), requirement(tenant))));
  }
  domain::page_query page{2, {}};
  std::vector<uuid> seen;
  for (int pages = 0; pages < 4; ++pages) {
    const auto found = conversations.list(host, page).value();
    for (const auto& each : found.items) seen.push_back(each.conversation_id);
    page.cursor = found.next_cursor;
    if (!page.cursor) break;
    // The one that would be the next.
    event(host, "message.created", message(talks[1], tenant, "hello"));
  }
  BOOST_CHECK(!page.cursor);
  BOOST_CHECK(seen == (std::vector<uuid>{talks[3], talks[2], talks[0], talks[1]}));
}

BOOST_AUTO_TEST_CASE(messages_page_newest_first_and_stay_right_while_more_arrive) {
  for (int i = 1; i <= 5; ++i) message(id, i % 2 ? tenant : host, "m" + std::to_string(i));
  domain::page_query page{2, {}};
  std::vector<std::int64_t> sequences;
  do {
    const auto view = conversations.one(id, host, page).value();
    for (const auto& each : view.messages.items) sequences.push_back(each.sequence);
    page.cursor = view.messages.next_cursor;
    message(id, tenant, "meanwhile");
  } while (page.cursor);
  BOOST_CHECK(sequences == (std::vector<std::int64_t>{5, 4, 3, 2, 1}));
}

BOOST_AUTO_TEST_CASE(only_participants_read_and_cursors_belong_to_one_conversation) {
  message(id, tenant, "one");
  message(id, tenant, "two");
  BOOST_CHECK_EQUAL(code_of(conversations.one(id, person(), {})), "not_found");
  const auto other = conversation_of(match(listing(host), requirement(tenant)));
  const auto cursor = conversations.one(id, tenant, {1, {}}).value().messages.next_cursor;
  BOOST_CHECK_EQUAL(code_of(conversations.one(id, tenant, {1, cursor})), "");
  BOOST_CHECK_EQUAL(code_of(conversations.one(other, tenant, {1, cursor})), "malformed_request");
}

BOOST_AUTO_TEST_CASE(contacts_follow_the_match_and_a_block_closes) {
  BOOST_CHECK_EQUAL(*conversations.list(tenant, {}).value().items.at(0).counterpart.phone, "+919800000001");
  BOOST_REQUIRE(blocks.block(tenant, host));
  const auto view = conversations.one(id, host, {}).value();
  BOOST_CHECK(view.conversation.closed && !view.conversation.counterpart.phone && !view.conversation.counterpart.email);
  BOOST_CHECK(!reveals_something(codec::to_json(view, codec::audience::owner)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::conversations_test
