// The index, loaded from a database, against the oracle in SQL: the same items in the same order with the same digits.
#include "feed/index.hpp"

#include <boost/test/unit_test.hpp>

#include "modules/feed/feed_stock.hpp"
#include "support/feed_oracle.hpp"
#include "support/marketplace.hpp"
#include "support/stock_rows.hpp"
#include "support/stored_pairs.hpp"

namespace homigo::tests::feed_index_test {
namespace {

using domain::uuid;

struct stock_world {
  migrated_database database;
  feed_oracle oracle{database.pool()};
  persistence::feed_stock stock{database.pool(), {database.conninfo()}};
  stored_pairs pairs{database.pool()};
  feed::index index;
  std::vector<domain::listing_facts> listings;
  std::vector<domain::requirement_facts> requirements;
  std::size_t queries = 0;
  std::size_t items = 0;

  void fill(random_stock& random, const random_stock::region& where, int listing_count, int requirement_count) {
    for (int i = 0; i < listing_count; ++i) listings.push_back(random.listing(where));
    for (int i = 0; i < requirement_count; ++i) requirements.push_back(random.requirement(where));
    std::string sql = people_sql(random, random.people()) + listings_sql(listings) + requirements_sql(requirements);
    for (const auto& l : listings)
      for (const auto& r : requirements)
        if (random.chance(0.15) && l.rule.host_id != r.rule.tenant_id) sql += pair_sql(random, l, r);
    for (int i = 0; i < 12; ++i)
      sql += "INSERT INTO blocked_users SELECT a, b FROM (SELECT " + quoted(random.person()) + "::uuid AS a, " +
             quoted(random.person()) + "::uuid AS b) pair WHERE a <> b ON CONFLICT DO NOTHING;";
    database.execute(sql);
  }

  static std::string pair_sql(random_stock& random, const domain::listing_facts& l,
                              const domain::requirement_facts& r) {
    const auto action = [&] { return random.chance(0.4) ? "'dislike'" : "NULL"; };
    return "INSERT INTO pair (listing_id, requirement_id, tenant_id, host_id, tenant_action, host_action, state) "
           "VALUES (" +
           quoted(l.listing_id) + "," + quoted(r.requirement_id) + "," + quoted(r.rule.tenant_id) + "," +
           quoted(l.rule.host_id) + "," + action() + "," + action() + "," +
           (random.chance(0.2) ? "'ended'" : "'open'") + ");";
  }

  void load() {
    stock.load_listings([this](auto facts) { index.put(facts); });
    stock.load_requirements([this](auto facts) { index.put(facts); });
    for (const auto& each : stock.load_blocks()) index.block(each.blocker_id, each.blocked_id);
    index.seal();
  }

  /// All pages of one viewer. The oracle takes its time, so it is asked once for everything, and now and then for a
  /// page behind a cursor.
  template <class Ask, class Expect>
  void compare(random_stock& random, Ask ask, Expect expect) {
    feed::search_terms terms{{}, 100'000, today};
    const auto all = expect(terms);
    terms.limit = static_cast<std::size_t>(random.number(1, 15));
    for (std::size_t at = 0; at <= all.size(); at += terms.limit) {
      const auto page = ask(terms);
      const auto end = std::min(all.size(), at + terms.limit);
      BOOST_REQUIRE(std::ranges::equal(page, std::span{all}.subspan(at, end - at)));
      if (at > 0 && random.chance(0.1)) BOOST_REQUIRE(page == expect(terms));
      ++queries, items += page.size();
      if (!page.empty()) terms.after = page.back().key;
    }
  }

  void compare_all(random_stock& random) {
    for (const auto& r : requirements) {
      feed::exclusion_set decided;
      decided.add(pairs.pairs_of({domain::entity_kind::requirement, r.requirement_id}, {})->decided);
      compare(
          random, [&](const auto& t) { return index.listings(r.requirement_id, t, decided); },
          [&](const auto& t) { return oracle.listings(r.requirement_id, t.after, t.limit, t.now); });
    }
    for (const auto& l : listings) {
      feed::exclusion_set decided;
      decided.add(pairs.pairs_of({domain::entity_kind::listing, l.listing_id}, {})->decided);
      compare(
          random, [&](const auto& t) { return index.requirements(l.listing_id, t, decided); },
          [&](const auto& t) { return oracle.requirements(l.listing_id, t.after, t.limit, t.now); });
    }
  }
};

void agree(unsigned seed, const random_stock::region& where, int listings, int requirements, std::size_t least_items) {
  random_stock random{seed};
  stock_world world;
  world.fill(random, where, listings, requirements);
  world.load();
  world.compare_all(random);
  BOOST_TEST_MESSAGE(world.queries << " queries, " << world.items << " items");
  BOOST_TEST(world.items >= least_items);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(feed_index_differential)

BOOST_AUTO_TEST_CASE(in_a_city) { agree(1, {{19.07, 72.87}, 0.06}, 180, 90, 600); }
BOOST_AUTO_TEST_CASE(in_a_few_streets_where_scores_tie) { agree(2, {{12.98, 77.60}, 0.003}, 120, 60, 600); }
BOOST_AUTO_TEST_CASE(over_the_antimeridian) { agree(3, {{-16.8, 179.99}, 0.05}, 90, 45, 100); }
BOOST_AUTO_TEST_CASE(over_a_pole) { agree(4, {{89.98, 30}, 0.04}, 80, 40, 50); }

BOOST_AUTO_TEST_CASE(rows_read_again_are_what_was_loaded) {
  random_stock random{5};
  stock_world world;
  world.fill(random, {{19.07, 72.87}, 0.06}, 60, 60);
  world.load();
  std::vector<uuid> ids, people;
  for (const auto& l : world.listings) ids.push_back(l.listing_id), people.push_back(l.rule.host_id);
  for (const auto& r : world.requirements) ids.push_back(r.requirement_id), people.push_back(r.rule.tenant_id);
  world.index.put(world.stock.listings(ids));
  world.index.put(world.stock.requirements(ids));
  world.index.put(world.stock.listings_of(people));
  world.index.put(world.stock.requirements_of(people));
  world.compare_all(random);
  BOOST_TEST(world.items > 50U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::feed_index_test
