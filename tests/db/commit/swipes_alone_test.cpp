// Swipes alone take a way of their own: it must write what the general way writes, in every table, and leave to it
// whatever is out of the ordinary.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <pqxx/nontransaction>
#include <pqxx/result>
#include <random>

#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "persistence/postgres/client/pqxx_version.hpp"
#include "persistence/postgres/commit/out_of_the_ordinary.hpp"
#include "support/commit_world.hpp"

namespace swipes_alone_test {

using namespace homigo;
using namespace homigo::tests;
using domain::pair_side;
using domain::swipe_action;
using namespace std::chrono_literals;

namespace {

/// Four hosts and four tenants with two postings each; one of the tenants has a listing too, and one host is blocked.
struct swipe_world : commit_world {
  std::vector<two_people> listings, requirements;  // half of a pair each

  swipe_world() {
    std::vector<domain::uuid> people;
    for (int i = 0; i < 8; ++i) people.push_back(add_user());
    for (std::size_t i = 0; i < 8; ++i) {
      two_people l, r;
      l.host = people[i % 4], l.listing = add_listing(l.host);
      r.tenant = people[4 + i % 4], r.requirement = add_requirement(r.tenant);
      listings.push_back(l), requirements.push_back(r);
    }
    listings.back().host = people[4];
    value("UPDATE property_listings SET host_id = " + id_literal(people[4]) +
          " WHERE listing_id = " + id_literal(listings.back().listing));
    block(people[5], people[1]);
  }

  std::unique_ptr<pqxx::connection> connect() const {
    return postgres::open_connection({database.conninfo(), "homigo test session", 20s, 0s, true});
  }

  /// Of some listings, with up to three requirements each, as they decide on what stands.
  domain::commit_batch swipes(std::mt19937& random) {
    batch_builder b{*this};
    std::vector<two_people> chosen = listings;
    std::ranges::shuffle(chosen, random);
    chosen.resize(1 + random() % chosen.size());
    for (const auto& l : chosen) {
      const auto stored = load(l.listing_key());
      const auto g = b.group(l.listing_key(), stored.version);
      auto others = requirements;
      std::ranges::shuffle(others, random);
      for (auto left = 1 + random() % 3; left > 0; --left) add(b, g, stored, pair_of(l, others[left]), random);
    }
    return b.batch;
  }

private:
  static two_people pair_of(const two_people& l, const two_people& r) {
    return {r.tenant, l.host, r.requirement, l.listing};
  }

  static void add(batch_builder& b, std::int32_t g, const persistence::stored_entity& listing, const two_people& pair,
                  std::mt19937& random) {
    domain::pair_state before;
    for (const auto& p : listing.pairs)
      if (p.requirement_id == pair.requirement) before = p.state;
    constexpr std::array actions{swipe_action::like, swipe_action::like, swipe_action::dislike,
                                 swipe_action::super_like};
    const domain::swipe_event event{random() % 2 ? pair_side::tenant : pair_side::host,
                                    actions[random() % actions.size()],
                                    fresh_id(),
                                    fresh_id(),
                                    fresh_id(),
                                    now()};
    const auto decided = domain::decide(before, event);
    if (!decided.refusal && decided.changed) add_items(b, g, pair, event, decided);
  }
};

/// Every row of every table, without what no two transactions have alike.
std::string rows(pqxx::nontransaction& work) {
  std::string all;
  for (const auto& table : work.exec("SELECT c.oid::regclass::text FROM pg_class c WHERE relkind IN ('r', 'p') AND NOT "
                                     "relispartition AND relnamespace = 'public'::regnamespace AND relname NOT IN "
                                     "('spatial_ref_sys', 'property_listings', 'tenant_requirements') ORDER BY 1")) {
    const std::string name = table[0].c_str();
    all += name + ":\n" +
           work.exec(
                   "SELECT coalesce(string_agg(row, chr(10) ORDER BY row), '') FROM (SELECT (to_jsonb(t) - "
                   "ARRAY['xid', 'changed_at', 'notification_id'])::text AS row FROM " +
                   name + " t) AS every")[0][0]
               .c_str() +
           "\n";
  }
  return all;
}

std::string committed(pqxx::nontransaction& work, const std::string& function, const domain::commit_batch& batch) {
  domain::commit_report report;
  const auto answer =
      postgres::run_with(work, "SELECT " + function + "(jsonb_populate_record(NULL::commit_batch, $1::jsonb))",
                         codec::to_json(batch, codec::audience::owner));
  codec::read_trusted_json(answer[0][0].c_str(), domain::descriptor<domain::commit_report>(), &report);
  std::ranges::sort(report.events, {}, [](const auto& e) { return std::pair{e.user_id, e.seq}; });
  return codec::to_json(report);
}

std::string alone(pqxx::nontransaction& work, const domain::commit_batch& batch) {
  return postgres::run_if_ordinary([&] { return committed(work, "homigo_commit_swipes_v1", batch); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(commit_of_swipes_alone)

BOOST_FIXTURE_TEST_CASE(they_are_written_and_reported_as_homigo_commit_would_or_left_to_it, swipe_world) {
  const auto connection = connect();
  std::mt19937 random{1};
  int written = 0, left = 0;
  for (int round = 0; round < 60; ++round) {
    const auto batch = swipes(random);
    if (domain::way_of(batch.items) != domain::commit_way::swipes_alone) continue;
    pqxx::nontransaction work{*connection};
    work.exec("BEGIN");
    const auto expected = committed(work, "homigo_commit_v1", batch);
    const auto all = rows(work);
    work.exec("ROLLBACK; BEGIN");
    try {
      BOOST_TEST_REQUIRE(alone(work, batch) == expected);
      BOOST_TEST_REQUIRE(rows(work) == all);
      ++written;
    } catch (const postgres::out_of_the_ordinary&) {
      BOOST_TEST_REQUIRE(expected.find(R"("refused":[])") == expected.npos);
      ++left;
    }
    work.exec("ROLLBACK");
    commit(batch);
  }
  BOOST_TEST(written >= 10);
  BOOST_TEST(left >= 10);
}

BOOST_FIXTURE_TEST_CASE(what_is_out_of_the_ordinary_writes_nothing, swipe_world) {
  const auto connection = connect();
  pqxx::nontransaction work{*connection};
  batch_builder b{*this};
  const two_people pair{requirements[0].tenant, listings[0].host, requirements[0].requirement, listings[0].listing};
  b.swipe(b.group(pair.listing_key()), pair, pair_side::tenant, swipe_action::like);
  const auto before = rows(work);
  const auto is_left = [&](const std::string& after, const domain::commit_batch& wanted) {
    work.exec("BEGIN; " + after);
    BOOST_CHECK_THROW(alone(work, wanted), postgres::out_of_the_ordinary);
    work.exec("ROLLBACK");
    BOOST_TEST(rows(work) == before);
  };
  const auto of_listing = " WHERE listing_id = " + id_literal(pair.listing);
  is_left("UPDATE entity SET version = version + 1 WHERE entity_id = " + id_literal(pair.listing), b.batch);
  is_left("UPDATE property_listings SET status = 'paused'" + of_listing, b.batch);
  is_left("DELETE FROM entity WHERE entity_id = " + id_literal(pair.listing), b.batch);
  auto unknown = b.batch;
  unknown.items.swipes.front().requirement_id = fresh_id();
  is_left("SELECT 1", unknown);
  work.exec("BEGIN");
  BOOST_TEST(alone(work, b.batch).find("swipe.received") != std::string::npos);
  work.exec("ROLLBACK");
}

BOOST_FIXTURE_TEST_CASE(they_are_fenced_like_every_batch, swipe_world) {
  std::mt19937 random{2};
  auto batch = swipes(random);
  batch.shards.back().epoch = 2;
  BOOST_TEST(outcome_of(commit(batch)) == "fenced");
  batch.shards.back().epoch = 1;
  batch.incarnation = fresh_id();
  BOOST_TEST(outcome_of(commit(batch)) == "fenced");
  BOOST_TEST(count("swipe_actions") == 0);
}

BOOST_FIXTURE_TEST_CASE(many_batches_leave_a_whole_database, swipe_world) {
  std::mt19937 random{3};
  for (int round = 0; round < 30; ++round) commit(swipes(random));
  BOOST_TEST(count("swipe_actions") > 20);
  BOOST_TEST(count("matches") > 0);
  BOOST_TEST(
      value("SELECT count(*) FROM entity e LEFT JOIN (SELECT listing_id AS id, count(*) AS likes FROM pair WHERE "
            "tenant_action IN ('like', 'super_like') GROUP BY 1 UNION ALL SELECT requirement_id, count(*) FROM "
            "pair WHERE host_action IN ('like', 'super_like') GROUP BY 1) l ON l.id = e.entity_id WHERE "
            "e.likes_count <> coalesce(l.likes, 0)") == "0");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace swipes_alone_test
