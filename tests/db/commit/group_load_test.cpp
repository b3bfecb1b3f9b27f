// Entities that are loaded together come back as if each had been loaded alone, and what befalls one round or one
// entity stays there.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <pqxx/nontransaction>

#include "persistence/postgres/client/transaction.hpp"
#include "persistence/postgres/commit/entity_rows.hpp"
#include "support/commit_world.hpp"

namespace group_load_test {

using namespace homigo;
using namespace homigo::tests;
using domain::entity_key;
using domain::entity_kind;
using domain::pair_side;
using domain::swipe_action;
using persistence::stored_entity;
using namespace std::chrono_literals;

namespace {

using future_entity = std::future<std::optional<stored_entity>>;

struct group_load_world : commit_world {
  std::unique_ptr<pqxx::connection> holder =
      postgres::open_connection({database.conninfo(), "homigo test holder", 20s});

  std::vector<stored_entity> load_together(const std::vector<entity_key>& keys) {
    return postgres::database{database.pool()}.read(
        [&](postgres::transaction& t) { return postgres::load_entities(t, keys); });
  }
  future_entity start_load(entity_key key) {
    const auto done = std::make_shared<std::promise<std::optional<stored_entity>>>();
    store->load(key, [done](auto entity) { done->set_value(std::move(entity)); });
    return done->get_future();
  }
  /// Loads hang until `release_loads`: the first makes a round of its own, what is asked for afterwards gathers.
  void hold_loads() { pqxx::nontransaction{*holder}.exec("BEGIN; LOCK TABLE entity"); }
  void release_loads() { pqxx::nontransaction{*holder}.exec("ROLLBACK"); }
  void break_waiting_connections() const {
    database.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        " AND wait_event_type = 'Lock'");
  }

  two_people add_pair_with_snapshot() {
    const auto pair = add_pair();
    make_match(*this, pair);
    const auto listing = load(pair.listing_key());
    save({listing.key, listing.version, listing.pairs});
    return pair;
  }
  void change_snapshot(const two_people& of, const std::string& change) {
    database.execute("UPDATE actor_snapshots SET " + change + " WHERE entity_id = " + id_literal(of.listing));
  }
};

bool same(const stored_entity& a, const stored_entity& b) {
  const auto same_posting = [](const auto& x, const auto& y) {
    return x.owner_id == y.owner_id && x.status == y.status && x.valid_until == y.valid_until &&
           x.revision == y.revision && x.content == y.content;
  };
  const auto same_talk = [](const auto& x, const auto& y) {
    return x.tenant_id == y.tenant_id && x.host_id == y.host_id && x.last_sequence == y.last_sequence &&
           x.closed == y.closed;
  };
  return a.key == b.key && a.version == b.version && a.from_snapshot == b.from_snapshot &&
         a.posting.has_value() == b.posting.has_value() && (!a.posting || same_posting(*a.posting, *b.posting)) &&
         a.conversation.has_value() == b.conversation.has_value() &&
         (!a.conversation || same_talk(*a.conversation, *b.conversation)) &&
         std::ranges::is_permutation(a.pairs, b.pairs, [](const auto& x, const auto& y) {
           return x.listing_id == y.listing_id && x.requirement_id == y.requirement_id && x.state == y.state;
         });
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(group_load, group_load_world)

BOOST_AUTO_TEST_CASE(entities_of_all_kinds_come_together_as_they_come_alone) {
  const auto plain = add_pair();
  const auto swiped = add_pair();
  swipe(*this, swiped, pair_side::tenant, swipe_action::like);
  const auto matched = add_pair();
  const auto talk = make_match(*this, matched);
  const auto kept = add_pair_with_snapshot();
  const auto changed_since = add_pair_with_snapshot();
  settle(*this, changed_since, domain::unmatch_event{pair_side::tenant});
  const auto damaged = add_pair_with_snapshot();
  change_snapshot(damaged, "checksum = checksum + 1");
  const auto ahead = add_pair_with_snapshot();
  change_snapshot(ahead, "entity_version = 100");
  const auto of_another_format = add_pair_with_snapshot();
  change_snapshot(of_another_format, "format = 99");

  std::vector<entity_key> keys{{entity_kind::conversation, talk}};
  for (const auto& pair : {plain, swiped, matched, kept, changed_since, damaged, ahead, of_another_format}) {
    keys.push_back(pair.listing_key());
    keys.push_back(pair.requirement_key());
  }
  for (const auto kind : {entity_kind::listing, entity_kind::requirement, entity_kind::conversation})
    keys.push_back({kind, fresh_id()});
  const auto together = load_together(keys);
  BOOST_REQUIRE(together.size() == keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) BOOST_TEST(same(together[i], load(keys[i])), "entity " << i);

  const auto of = [&](const two_people& pair) {
    return *std::ranges::find(together, pair.listing_key(), &stored_entity::key);
  };
  BOOST_TEST(of(kept).from_snapshot);
  BOOST_TEST(of(changed_since).from_snapshot);
  BOOST_TEST((of(changed_since).pairs.at(0).state.phase == domain::pair_phase::ended));
  for (const auto& pair : {plain, swiped, matched, damaged, ahead, of_another_format})
    BOOST_TEST(!of(pair).from_snapshot);
  for (const auto& pair : {damaged, ahead, of_another_format}) BOOST_TEST(of(pair).pairs.size() == 1U);
  BOOST_TEST(together.back().version == 0);
}

BOOST_AUTO_TEST_CASE(listings_of_many_versions_are_read_in_parts_and_none_is_left_out) {
  std::vector<entity_key> keys;
  for (int i = 0; i < 5; ++i) {
    const auto pair = add_pair();
    swipe(*this, pair, pair_side::host, swipe_action::like);
    keys.push_back(pair.listing_key());
  }
  database.execute("UPDATE entity SET version = version + 6000 WHERE kind = 'listing'");
  for (const auto& listing : load_together(keys)) {
    BOOST_TEST(listing.version > 6000);
    BOOST_TEST(listing.pairs.size() == 1U);
  }
}

BOOST_AUTO_TEST_CASE(an_entity_that_is_asked_for_twice_is_read_twice) {
  const auto pair = add_pair();
  hold_loads();
  auto first = start_load(pair.requirement_key());
  wait_for_blocked(1);
  auto second = start_load(pair.listing_key());
  auto third = start_load(pair.listing_key());
  release_loads();
  BOOST_TEST((first.get() && second.get() && third.get()));
}

BOOST_AUTO_TEST_CASE(a_lost_connection_fails_the_loads_of_its_round_and_no_others) {
  const auto pair = add_pair();
  hold_loads();
  auto lost = start_load(pair.listing_key());
  wait_for_blocked(1);
  auto next = start_load(pair.requirement_key());
  auto missing = start_load({entity_kind::listing, fresh_id()});
  // A lost connection is replaced once: it has to break twice.
  while (lost.wait_for(20ms) != std::future_status::ready) break_waiting_connections();
  release_loads();
  BOOST_TEST(!lost.get());
  BOOST_TEST((next.get().value().posting.has_value()));
  BOOST_TEST(missing.get().value().version == 0);
}

BOOST_AUTO_TEST_CASE(rows_that_cannot_be_read_fail_their_own_entity_alone) {
  const auto first = add_pair(), unreadable = add_pair(), good = add_pair();
  database.execute("ALTER TABLE property_listings DROP CONSTRAINT property_listings_parking_check");
  database.execute("UPDATE property_listings SET parking = 'for boats' WHERE listing_id = " +
                   id_literal(unreadable.listing));
  hold_loads();
  auto ahead = start_load(first.listing_key());
  wait_for_blocked(1);
  auto bad = start_load(unreadable.listing_key());
  auto beside = start_load(good.listing_key());
  release_loads();
  BOOST_TEST(ahead.get().has_value());
  BOOST_TEST(!bad.get().has_value());
  BOOST_TEST((beside.get().value().posting.has_value()));
}

BOOST_AUTO_TEST_CASE(nothing_is_loaded_after_the_store_has_stopped) {
  const auto pair = add_pair();
  store->stop();
  BOOST_TEST(!start_load(pair.listing_key()).get());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace group_load_test
