#include <boost/test/unit_test.hpp>

#include "persistence/postgres/edge/idempotency_store.hpp"
#include "support/account_world.hpp"

namespace idempotency_store_test {

using namespace homigo;
using namespace homigo::tests;
using namespace std::chrono_literals;
using state = domain::idempotency_ticket::state;

namespace {

struct world {
  migrated_database database;
  fake_clock clock;
  gateways::system_random random;
  gateways::time_ordered_ids ids{clock, random};
  domain::uuid process = ids.next();
  std::unique_ptr<domain::idempotency_store> store =
      postgres::make_idempotency_store(database.pool(), clock, ids, process);
  domain::idempotency_scope scope{ids.next(), "POST /listings", "key-1"};
  domain::request_hash hash{1, 2, 3};
  domain::request_hash other_hash{9};

  /// Another process, with a lease when it lives.
  std::unique_ptr<domain::idempotency_store> other_process(const domain::uuid& incarnation) {
    return postgres::make_idempotency_store(database.pool(), clock, ids, incarnation);
  }
  void lease(const domain::uuid& incarnation) {
    database.execute("INSERT INTO node (incarnation, address, state, lease_until) VALUES ('" +
                     domain::to_string(incarnation) + "', 'test', 'up', now() + interval '1 hour')");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(idempotency_store, world)

BOOST_AUTO_TEST_CASE(the_first_answer_is_replayed) {
  const auto first = store->begin(scope, hash);
  BOOST_TEST((first.outcome == state::started));
  BOOST_TEST((first.reserved_id != domain::nil_uuid));
  store->finish(scope, {201, "{\"a\":1}", "application/json", {{"Location", "/things/1"}, {"ETag", "\"1: 2\""}}});
  const auto again = store->begin(scope, hash);
  BOOST_TEST((again.answer.headers ==
              domain::stored_answer{0, "", "", {{"Location", "/things/1"}, {"ETag", "\"1: 2\""}}}.headers));
  BOOST_TEST((again.outcome == state::replay));
  BOOST_TEST(again.answer.status == 201);
  BOOST_TEST(again.answer.body == "{\"a\":1}");
  BOOST_TEST(again.answer.content_type == "application/json");
}

BOOST_AUTO_TEST_CASE(another_body_under_the_key_is_refused) {
  store->begin(scope, hash);
  BOOST_TEST((store->begin(scope, other_hash).outcome == state::key_reused));
  store->finish(scope, {200, "", "", {}});
  BOOST_TEST((store->begin(scope, other_hash).outcome == state::key_reused));
}

BOOST_AUTO_TEST_CASE(to_look_at_a_key_starts_nothing) {
  BOOST_TEST(!store->look(scope, hash));
  store->begin(scope, hash);
  BOOST_TEST((store->look(scope, hash)->outcome == state::in_progress));
  store->abandon(scope);
  BOOST_TEST(!store->look(scope, hash));
  BOOST_TEST((store->look(scope, other_hash)->outcome == state::key_reused));
  store->begin(scope, hash);
  store->finish(scope, {200, "done", "", {}});
  BOOST_TEST(store->look(scope, hash)->answer.body == "done");
}

BOOST_AUTO_TEST_CASE(a_running_request_is_in_progress_for_sixty_seconds) {
  const auto first = store->begin(scope, hash);
  BOOST_TEST((store->begin(scope, hash).outcome == state::in_progress));
  clock.advance(60s);
  const auto later = store->begin(scope, hash);
  BOOST_TEST((later.outcome == state::started));
  BOOST_TEST((later.reserved_id == first.reserved_id));
}

BOOST_AUTO_TEST_CASE(what_a_dead_process_began_is_taken_over_with_its_identifier) {
  auto dead = other_process(ids.next());
  const auto first = dead->begin(scope, hash);
  const auto taken = store->begin(scope, hash);
  BOOST_TEST((taken.outcome == state::started));
  BOOST_TEST((taken.reserved_id == first.reserved_id));
}

BOOST_AUTO_TEST_CASE(what_a_living_process_began_is_left_to_it) {
  const auto incarnation = ids.next();
  lease(incarnation);
  auto living = other_process(incarnation);
  living->begin(scope, hash);
  BOOST_TEST((store->begin(scope, hash).outcome == state::in_progress));
}

BOOST_AUTO_TEST_CASE(an_abandoned_request_starts_again_with_its_identifier) {
  const auto first = store->begin(scope, hash);
  store->abandon(scope);
  const auto again = store->begin(scope, hash);
  BOOST_TEST((again.outcome == state::started));
  BOOST_TEST((again.reserved_id == first.reserved_id));
}

BOOST_AUTO_TEST_CASE(answers_are_kept_for_a_day) {
  const auto first = store->begin(scope, hash);
  store->finish(scope, {200, "x", "text/plain", {}});
  clock.advance(24h);
  const auto fresh = store->begin(scope, other_hash);
  BOOST_TEST((fresh.outcome == state::started));
  BOOST_TEST((fresh.reserved_id != first.reserved_id));
  clock.advance(24h);
  postgres::erase_expired_answers(database.pool(), clock.now());
  BOOST_TEST(database.execute("SELECT count(*) FROM idempotency") == "0");
}

BOOST_AUTO_TEST_CASE(keys_of_others_and_of_other_routes_are_other_keys) {
  store->begin(scope, hash);
  auto elsewhere = scope;
  elsewhere.route = "POST /requirements";
  BOOST_TEST((store->begin(elsewhere, hash).outcome == state::started));
  auto somebody_else = scope;
  somebody_else.user_id = ids.next();
  BOOST_TEST((store->begin(somebody_else, hash).outcome == state::started));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace idempotency_store_test
