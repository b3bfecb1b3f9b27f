// Messages alone take a way of their own: it must write what homigo_commit_v1 writes, and leave to it whatever is out
// of the ordinary.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <pqxx/except>
#include <random>

#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "persistence/postgres/client/pqxx_version.hpp"
#include "persistence/postgres/commit/message_batch.hpp"
#include "persistence/postgres/commit/out_of_the_ordinary.hpp"
#include "support/commit_world.hpp"

namespace message_batch_test {

using namespace homigo;
using namespace homigo::tests;
using domain::entity_kind;
using domain::pair_side;
using postgres::message_batch;
using namespace std::chrono_literals;

namespace {

/// Some people who all talk with each other.
struct chat_world : commit_world {
  struct talk {
    domain::uuid id{}, tenant{}, host{};
    std::int64_t version = 0;
  };
  std::vector<talk> talks;

  chat_world() {
    std::vector<domain::uuid> people;
    for (int i = 0; i < 4; ++i) people.push_back(add_user());
    for (std::size_t i = 0; i < 12; ++i) {
      two_people pair;
      pair.tenant = people[i % 4];
      pair.host = people[(i + 1 + i / 4) % 4];
      pair.requirement = add_requirement(pair.tenant);
      pair.listing = add_listing(pair.host);
      const auto id = make_match(*this, pair);
      talks.push_back({id, pair.tenant, pair.host, 1});
      batch_builder first{*this};
      first.message(first.group({entity_kind::conversation, id}), id, pair.host, "hello");
      commit(first.batch);
    }
  }

  std::unique_ptr<pqxx::connection> connect() const {
    auto connection = postgres::open_connection({database.conninfo(), "homigo test session", 20s, 0s, true});
    // A deadlock is found soon, where there is one.
    pqxx::nontransaction{*connection}.exec("SET deadlock_timeout = '20ms'");
    message_batch::prepare(*connection);
    return connection;
  }

  /// In some of the conversations `lane`, `lane` + 4 …, in any order; with client identifiers that begin with `name`.
  domain::commit_batch messages(std::size_t lane, std::mt19937& random, std::string name = {}) {
    std::vector<talk*> mine;
    for (auto i = lane; i < talks.size(); i += 4) mine.push_back(&talks[i]);
    std::ranges::shuffle(mine, random);
    mine.resize(1 + random() % mine.size());
    batch_builder b{*this};
    for (auto* t : mine) {
      const auto g = b.group({entity_kind::conversation, t->id}, t->version++);
      for (auto left = 1 + random() % 3; left > 0; --left) {
        domain::message_item item;
        item.g = g, item.i = next_++, item.conversation_id = t->id, item.message_id = fresh_id();
        item.sender_id = random() % 2 ? t->tenant : t->host;
        item.at = now(), item.tenant_id = t->tenant, item.host_id = t->host;
        if (random() % 2) item.body = "it's \"so\", {or} \\ not, NULL";
        if (random() % 3 == 0 && !name.empty()) item.client_message_id = name + std::to_string(item.i);
        if (random() % 4 == 0) item.type = domain::message_type::image, item.attachment_id = fresh_id();
        b.batch.items.messages.push_back(item);
      }
    }
    return b.batch;
  }

private:
  std::int32_t next_ = 0;
};

/// Everything that a batch of messages may write.
std::string rows(pqxx::nontransaction& work) {
  const auto all = [&](const std::string& table, const std::string& order) {
    const auto sql = "SELECT coalesce(string_agg(t::text, chr(10) ORDER BY " + order + "), '') FROM " + table + " t";
    return std::string{work.exec(sql)[0][0].c_str()} + "\n\n";
  };
  return all("(SELECT conversation_id, last_sequence, tenant_unread, host_unread, tenant_read, host_read, "
             "last_message_at, version FROM "
             "conversations)",
             "conversation_id") +
         all("messages", "conversation_id, sequence") + all("message_key", "message_id") +
         all("user_counter", "user_id") + all("user_events", "user_id, seq") + all("entity", "entity_id");
}

domain::commit_report by_the_general_way(pqxx::nontransaction& work, const domain::commit_batch& batch) {
  domain::commit_report report;
  const auto answer =
      postgres::run_with(work, "SELECT homigo_commit_v1(jsonb_populate_record(NULL::commit_batch, $1::jsonb))",
                         codec::to_json(batch, codec::audience::owner));
  codec::read_trusted_json(answer[0][0].c_str(), domain::descriptor<domain::commit_report>(), &report);
  return report;
}

std::string text_of(domain::commit_report report) {
  std::ranges::sort(report.results, {}, [](const auto& r) { return std::pair{r.g, r.i}; });
  std::ranges::sort(report.events, {}, [](const auto& e) { return std::pair{e.user_id, e.seq}; });
  return codec::to_json(report);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(commit_of_messages_alone)

BOOST_FIXTURE_TEST_CASE(they_are_written_and_reported_as_homigo_commit_would, chat_world) {
  const auto connection = connect();
  std::mt19937 random{1};
  for (int round = 0; round < 40; ++round) {
    const auto batch = messages(random() % 4, random, "n" + std::to_string(round));
    pqxx::nontransaction work{*connection};
    work.exec("BEGIN");
    const auto report = text_of(message_batch::of(batch).value().commit(work));
    const auto written = rows(work);
    work.exec("ROLLBACK; BEGIN");
    BOOST_TEST_REQUIRE(text_of(by_the_general_way(work, batch)) == report);
    BOOST_TEST_REQUIRE(rows(work) == written);
    work.exec("ROLLBACK");
    BOOST_TEST_REQUIRE(outcome_of(commit(batch)) == "committed");
  }
}

BOOST_FIXTURE_TEST_CASE(what_is_out_of_the_ordinary_writes_nothing_and_is_left_to_homigo_commit, chat_world) {
  const auto connection = connect();
  pqxx::nontransaction work{*connection};
  std::mt19937 random{2};
  const auto batch = messages(0, random, "name");
  const auto first_talk = id_literal(batch.groups.front().entity_id);
  const auto before = rows(work);
  const auto is_left = [&](const std::string& after, const domain::commit_batch& wanted) {
    work.exec("BEGIN; " + after);
    BOOST_CHECK_THROW(message_batch::of(wanted).value().commit(work), postgres::out_of_the_ordinary);
    work.exec("ROLLBACK");
    BOOST_TEST(rows(work) == before);
  };
  is_left("UPDATE entity SET version = version + 1 WHERE entity_id = " + first_talk, batch);
  is_left("UPDATE conversations SET closed_at = now() WHERE conversation_id = " + first_talk, batch);
  is_left("DELETE FROM user_counter", batch);
  auto others = batch;
  for (auto& item : others.items.messages) item.sender_id = item.tenant_id, item.host_id = talks[0].id;
  is_left("SELECT 1", others);
  auto again = batch;
  again.items.messages.front().client_message_id = "again";
  const auto& first = again.items.messages.front();
  is_left("INSERT INTO message_key VALUES (" + id_literal(first.conversation_id) + "," + id_literal(first.sender_id) +
              ", 'again', " + id_literal(fresh_id()) + ", 1, now())",
          again);
}

BOOST_FIXTURE_TEST_CASE(a_stale_group_among_them_costs_the_others_nothing, chat_world) {
  std::mt19937 random{3};
  auto batch = messages(0, random);
  while (batch.groups.size() < 2) batch = messages(0, random);
  for (auto& group : batch.groups)
    group.version = std::stoll(value("SELECT version FROM entity WHERE entity_id = " + id_literal(group.entity_id)));
  ++batch.groups.front().version;
  const auto outcome = commit(batch);
  BOOST_TEST(outcome_of(outcome) == "stale");
  BOOST_TEST(outcome.report.stale.size() == 1U);
  BOOST_TEST(count("messages WHERE conversation_id = " + id_literal(batch.groups[1].entity_id)) > 1);
}

BOOST_FIXTURE_TEST_CASE(they_are_fenced_like_every_batch, chat_world) {
  std::mt19937 random{4};
  auto batch = messages(0, random);
  batch.shards.back().epoch = 2;
  BOOST_TEST(outcome_of(commit(batch)) == "fenced");
  batch.shards.back().epoch = 1;
  batch.incarnation = fresh_id();
  BOOST_TEST(outcome_of(commit(batch)) == "fenced");
  BOOST_TEST(count("messages") == static_cast<long>(talks.size()));
}

BOOST_FIXTURE_TEST_CASE(behind_a_takeover_they_wait_and_are_fenced, chat_world) {
  const auto connection = connect();
  pqxx::nontransaction taker{*connection};
  taker.exec("BEGIN; UPDATE shard SET epoch = epoch + 1, owner = gen_random_uuid()");
  std::mt19937 random{7};
  auto late = start(messages(0, random));
  wait_for_blocked(1);
  taker.exec("COMMIT");
  BOOST_TEST(outcome_of(late.get()) == "fenced");
  BOOST_TEST(count("messages") == static_cast<long>(talks.size()));
}

BOOST_FIXTURE_TEST_CASE(anything_else_in_the_batch_takes_the_other_way, chat_world) {
  std::mt19937 random{5};
  const auto batch = messages(0, random);
  BOOST_TEST(message_batch::of(batch).has_value());
  auto with_read = batch;
  with_read.items.reads.push_back({0, 99, talks[0].id, talks[0].tenant, 1, now()});
  BOOST_TEST(!message_batch::of(with_read).has_value());
  auto without = batch;
  without.items.messages.clear();
  BOOST_TEST(!message_batch::of(without).has_value());
  auto by_stranger = batch;
  by_stranger.items.messages.back().sender_id = fresh_id();
  BOOST_TEST(!message_batch::of(by_stranger).has_value());
}

BOOST_FIXTURE_TEST_CASE(lanes_that_talk_with_the_same_people_never_deadlock, chat_world) {
  std::vector<std::future<int>> lanes;
  std::vector<std::vector<domain::commit_batch>> wanted(4);
  std::mt19937 random{6};
  for (std::size_t lane = 0; lane < 4; ++lane)
    for (int i = 0; i < 150; ++i) wanted[lane].push_back(messages(lane, random));
  for (const auto& batches : wanted)
    lanes.push_back(std::async(std::launch::async, [&] {
      const auto connection = connect();
      pqxx::nontransaction work{*connection};
      int met = 0;
      for (const auto& batch : batches) {
        try {
          message_batch::of(batch).value().commit(work);
        } catch (const pqxx::deadlock_detected&) {
          return ++met;  // the versions that follow no longer fit
        }
      }
      return met;
    }));
  int met = 0;
  for (auto& lane : lanes) met += lane.get();
  BOOST_TEST(met == 0);
  BOOST_TEST(
      value(
          "SELECT count(*) FROM (SELECT user_id FROM user_events GROUP BY user_id HAVING max(seq) <> count(*)) gaps") ==
      "0");
  BOOST_TEST(value("SELECT bool_and(n = last_sequence) FROM conversations JOIN (SELECT conversation_id, count(*) AS n"
                   " FROM messages GROUP BY 1) m USING (conversation_id)") == "t");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace message_batch_test
