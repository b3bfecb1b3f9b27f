// Strangers neither wake an entity nor keep it awake; its people find it as ever.
#include <boost/test/unit_test.hpp>

#include "actors/conversations/conversation_protocol.hpp"
#include "support/actor_world.hpp"

namespace admission_test {

using namespace homigo;
using namespace homigo::tests;
using domain::entity_key;
using domain::entity_kind;
using domain::pair_side;
using domain::swipe_action;
using namespace std::chrono_literals;

namespace {

actors::settings soon_idle() {
  actors::settings s;
  s.idle_s = 10;
  return s;
}

struct sleeping_world : actor_world {
  one_pair pair{*this};
  domain::uuid stranger = numbered(999);
  entity_key talk{entity_kind::conversation, numbered(500)};
  entity_key nothing{entity_kind::listing, numbered(501)};

  sleeping_world() : actor_world{1, soon_idle()} {
    store.add_conversation(talk.id, pair.tenant, pair.host);
    store.versions[talk.id] = 1;
  }
  template <class Command>
  std::string outcome_for(entity_key key, Command command) {
    const auto asked = send(key, std::move(command));
    run();
    return outcome(asked);
  }
  std::uint64_t activations() { return activations(entity_kind::listing) + activations(entity_kind::requirement); }
  std::uint64_t activations(entity_kind kind) {
    for (const auto& figures : node->stats().report(clock.at).kinds)
      if (figures.kind == kind) return static_cast<std::uint64_t>(figures.activations);
    return 0;
  }
};

actors::send_message words(const domain::uuid& sender) {
  actors::send_message said;
  said.sender_id = sender;
  said.body = "hello";
  return said;
}

actors::edit_posting edit(const domain::uuid& owner) { return {owner, false, {}, {}, {}, {}}; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(admission, sleeping_world)

BOOST_AUTO_TEST_CASE(a_conversation_is_woken_by_its_participants_alone) {
  BOOST_TEST(outcome_for(talk, words(stranger)) == "not_found");
  BOOST_TEST(outcome_for(talk, actors::mark_read{stranger, 1}) == "not_found");
  BOOST_TEST(outcome_for(talk, actors::typing{stranger, true}) == "not_found");
  BOOST_TEST(outcome_for({entity_kind::conversation, numbered(502)}, actors::typing{pair.tenant, true}) == "not_found");
  BOOST_TEST(!is_live(talk));
  BOOST_TEST(activations(entity_kind::conversation) == 0U);
  BOOST_TEST(outcome_for(talk, actors::typing{pair.tenant, true}) == "ok");
  BOOST_TEST(outcome_for(talk, words(pair.host)) == "ok");
  BOOST_TEST(is_live(talk));
}

BOOST_AUTO_TEST_CASE(who_may_not_type_in_a_conversation_hears_why) {
  store.conversations.at(talk.id).closed = true;
  BOOST_TEST(outcome_for(talk, actors::typing{pair.tenant, true}) == "conversation_closed");
  BOOST_TEST(outcome_for(talk, actors::typing{stranger, true}) == "not_found");
}

BOOST_AUTO_TEST_CASE(a_posting_is_woken_by_its_owner_and_by_swipes_on_what_can_be_seen) {
  BOOST_TEST(outcome_for(pair.listing, edit(stranger)) == "not_found");
  BOOST_TEST(outcome_for(pair.requirement, edit(stranger)) == "not_found");
  BOOST_TEST(outcome_for(nothing, edit(stranger)) == "not_found");
  auto foreign = pair.by(pair_side::host, swipe_action::like);
  foreign.swiper_id = stranger;
  BOOST_TEST(outcome_for(pair.listing, foreign) == "not_found");
  BOOST_TEST(outcome_for(nothing, pair.by(pair_side::tenant, swipe_action::like)) == "not_found");
  store.postings.at(pair.listing.id).status = domain::posting_status::draft;
  BOOST_TEST(outcome_for(pair.listing, pair.by(pair_side::tenant, swipe_action::like)) == "not_found");
  BOOST_TEST(activations() == 0U);
  store.postings.at(pair.listing.id).status = domain::posting_status::active;
  BOOST_TEST(outcome_for(pair.listing, pair.by(pair_side::tenant, swipe_action::like)) == "ok");
  BOOST_TEST(outcome_for(pair.listing, edit(pair.host)) == "ok");
  BOOST_TEST(is_live(pair.listing));
}

BOOST_AUTO_TEST_CASE(a_decision_that_stands_is_answered_again_though_its_listing_is_hidden_and_asleep) {
  BOOST_TEST(outcome_for(pair.listing, pair.by(pair_side::tenant, swipe_action::like)) == "ok");
  store.postings.at(pair.listing.id).status = domain::posting_status::paused;
  pass(11s);
  run();
  BOOST_TEST(!is_live(pair.listing));
  BOOST_TEST(outcome_for(pair.listing, pair.by(pair_side::tenant, swipe_action::like)) == "ok");
}

BOOST_AUTO_TEST_CASE(a_stranger_among_those_who_wait_is_turned_away_and_the_others_are_served) {
  const auto first = send(talk, words(stranger)), second = send(talk, words(pair.tenant)),
             third = send(talk, actors::mark_read{stranger, 1});
  run();
  BOOST_TEST(outcome(first) == "not_found");
  BOOST_TEST(outcome(second) == "ok");
  BOOST_TEST(outcome(third) == "not_found");
}

BOOST_AUTO_TEST_CASE(strangers_do_not_keep_an_entity_awake_and_its_people_do) {
  outcome_for(talk, words(pair.tenant));
  for (int i = 0; i < 4; ++i) {
    pass(4s);
    BOOST_TEST(outcome_for(talk, words(stranger)) == "not_found");
  }
  BOOST_TEST(!is_live(talk));
  outcome_for(talk, words(pair.tenant));
  for (int i = 0; i < 4; ++i) {
    pass(4s);
    outcome_for(talk, actors::typing{pair.host, true});
  }
  BOOST_TEST(is_live(talk));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace admission_test
