#include "domain/matching/pair_decision.hpp"

#include <boost/test/unit_test.hpp>

namespace pair_decision_test {

using namespace homigo::domain;
using std::chrono::milliseconds;

namespace {

uuid id(std::uint8_t n) {
  uuid value{};
  value.data[15] = n;
  return value;
}

constexpr auto tenant = pair_side::tenant;
constexpr auto host = pair_side::host;
constexpr auto like = swipe_action::like;
constexpr auto dislike = swipe_action::dislike;
constexpr auto super_like = swipe_action::super_like;

/// Plays events against one pair; each swipe is offered fresh ids.
struct played_pair {
  pair_state state;
  std::uint8_t next_id = 1;

  decision play(const pair_event& event) {
    auto d = decide(state, event);
    state = d.next;
    return d;
  }
  decision swipe(pair_side side, swipe_action action) {
    const auto n = next_id;
    next_id = static_cast<std::uint8_t>(n + 3);
    return play(swipe_event{side, action, id(n), id(static_cast<std::uint8_t>(n + 1)),
                            id(static_cast<std::uint8_t>(n + 2)), instant{milliseconds{n}}});
  }
  decision match() {
    swipe(tenant, like);
    return swipe(host, like);
  }
};

bool leaves_all_as_it_was(const decision& d, const pair_state& before) {
  return !d.changed && d.next == before && d.effects == pair_effects{} && d.likes_delta == 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pair_decision)

BOOST_AUTO_TEST_CASE(a_pair_is_small_in_memory) { BOOST_TEST(sizeof(pair_state) <= 150U); }

BOOST_AUTO_TEST_CASE(a_first_like_is_recorded_counted_and_told_to_the_other_side) {
  played_pair p;
  const auto d = p.swipe(tenant, like);
  BOOST_TEST(d.changed);
  BOOST_TEST(!d.refusal.has_value());
  BOOST_TEST(d.effects.record_swipe);
  BOOST_TEST(d.effects.notify_like);
  BOOST_TEST(d.likes_delta == 1);
  BOOST_TEST(!d.matched);
  BOOST_TEST((d.swipe_id == id(1)));
  BOOST_TEST((p.state.tenant->at == instant{milliseconds{1}}));
}

BOOST_AUTO_TEST_CASE(a_first_dislike_is_recorded_and_told_to_nobody) {
  played_pair p;
  const auto d = p.swipe(host, dislike);
  BOOST_TEST(d.effects.record_swipe);
  BOOST_TEST(!d.effects.notify_like);
  BOOST_TEST(d.likes_delta == 0);
}

BOOST_AUTO_TEST_CASE(the_same_action_again_answers_the_same_swipe_and_counts_nothing) {
  for (const auto action : {like, dislike, super_like}) {
    played_pair p;
    const auto first = p.swipe(tenant, action);
    const auto before = p.state;
    const auto again = p.swipe(tenant, action);
    BOOST_TEST(leaves_all_as_it_was(again, before));
    BOOST_TEST((again.swipe_id == first.swipe_id));
    BOOST_TEST((again.action == action));
  }
}

BOOST_AUTO_TEST_CASE(like_and_dislike_may_change_until_there_is_a_match) {
  played_pair p;
  const auto first = p.swipe(tenant, like);
  const auto to_dislike = p.swipe(tenant, dislike);
  BOOST_TEST((to_dislike.swipe_id == first.swipe_id));
  BOOST_TEST(!to_dislike.effects.record_swipe);
  BOOST_TEST(to_dislike.likes_delta == -1);
  const auto back = p.swipe(tenant, like);
  BOOST_TEST((back.swipe_id == first.swipe_id));
  BOOST_TEST(back.likes_delta == 1);
  BOOST_TEST(back.effects.notify_like);
}

BOOST_AUTO_TEST_CASE(a_like_after_a_dislike_of_the_other_side_is_told_to_nobody) {
  played_pair p;
  p.swipe(host, dislike);
  BOOST_TEST(!p.swipe(tenant, like).effects.notify_like);
}

BOOST_AUTO_TEST_CASE(a_like_is_raised_to_a_super_like_and_never_lowered) {
  played_pair p;
  const auto first = p.swipe(tenant, like);
  const auto raised = p.swipe(tenant, super_like);
  BOOST_TEST((raised.swipe_id == first.swipe_id));
  BOOST_TEST(raised.effects.notify_like);
  BOOST_TEST(raised.likes_delta == 0);
  const auto before = p.state;
  const auto lowered = p.swipe(tenant, like);
  BOOST_TEST(leaves_all_as_it_was(lowered, before));
  BOOST_TEST((lowered.action == super_like));
}

BOOST_AUTO_TEST_CASE(both_likes_make_one_match_in_either_order) {
  for (const auto first : {tenant, host})
    for (const auto action : {like, super_like}) {
      played_pair p;
      p.swipe(first, like);
      const auto d = p.swipe(other(first), action);
      BOOST_TEST(d.effects.create_match);
      BOOST_TEST(!d.effects.notify_like);
      BOOST_TEST(d.matched);
      BOOST_TEST((p.state.phase == pair_phase::matched));
      BOOST_TEST((p.state.status == match_status::active));
      BOOST_TEST((*p.state.match_id == id(5)));
      BOOST_TEST((*p.state.conversation_id == id(6)));
    }
}

BOOST_AUTO_TEST_CASE(a_dislike_changed_to_a_like_completes_a_match) {
  played_pair p;
  p.swipe(tenant, like);
  p.swipe(host, dislike);
  const auto d = p.swipe(host, like);
  BOOST_TEST(d.effects.create_match);
  BOOST_TEST(!d.effects.record_swipe);
}

BOOST_AUTO_TEST_CASE(after_a_match_likes_change_nothing_and_a_dislike_is_refused) {
  played_pair p;
  p.match();
  const auto before = p.state;
  for (const auto action : {like, super_like}) {
    const auto d = p.swipe(tenant, action);
    BOOST_TEST(leaves_all_as_it_was(d, before));
    BOOST_TEST(d.matched);
    BOOST_TEST((d.swipe_id == before.tenant->swipe_id));
    BOOST_TEST((d.action == like));
  }
  const auto d = p.swipe(host, dislike);
  BOOST_TEST((d.refusal == errc::already_matched));
  BOOST_TEST(leaves_all_as_it_was(d, before));
}

BOOST_AUTO_TEST_CASE(undo_takes_back_the_own_dislike_and_a_new_swipe_gets_a_new_id) {
  played_pair p;
  const auto disliked = p.swipe(tenant, dislike);
  const auto undone = p.play(undo_event{tenant, disliked.swipe_id});
  BOOST_TEST(undone.changed);
  BOOST_TEST((undone.swipe_id == disliked.swipe_id));
  BOOST_TEST(undone.likes_delta == 0);
  BOOST_TEST(!p.state.tenant.has_value());
  const auto anew = p.swipe(tenant, like);
  BOOST_TEST(anew.effects.record_swipe);
  BOOST_TEST((anew.swipe_id != disliked.swipe_id));
}

BOOST_AUTO_TEST_CASE(undo_of_anything_but_the_standing_dislike_is_refused) {
  played_pair p;
  BOOST_TEST((p.play(undo_event{tenant, id(1)}).refusal == errc::wrong_state));
  const auto swiped = p.swipe(tenant, dislike);
  BOOST_TEST((p.play(undo_event{tenant, id(99)}).refusal == errc::wrong_state));
  BOOST_TEST((p.play(undo_event{host, swiped.swipe_id}).refusal == errc::wrong_state));
  p.swipe(tenant, like);
  BOOST_TEST((p.play(undo_event{tenant, swiped.swipe_id}).refusal == errc::wrong_state));
  p.swipe(host, like);
  BOOST_TEST((p.play(undo_event{tenant, swiped.swipe_id}).refusal == errc::wrong_state));
}

BOOST_AUTO_TEST_CASE(undo_twice_is_refused_the_second_time) {
  played_pair p;
  const auto swiped = p.swipe(tenant, dislike);
  p.play(undo_event{tenant, swiped.swipe_id});
  BOOST_TEST((p.play(undo_event{tenant, swiped.swipe_id}).refusal == errc::wrong_state));
}

BOOST_AUTO_TEST_CASE(who_unmatches_decides_the_status_whatever_the_match_had_come_to) {
  for (const auto status :
       {match_status::active, match_status::visit_scheduled, match_status::deal_closed, match_status::deal_failed})
    for (const auto side : {tenant, host}) {
      played_pair p;
      p.match();
      p.state.status = status;
      const auto d = p.play(unmatch_event{side});
      BOOST_TEST(d.effects.end_match);
      BOOST_TEST(!d.matched);
      BOOST_TEST((p.state.phase == pair_phase::ended));
      BOOST_TEST((p.state.status == (side == tenant ? match_status::tenant_unmatched : match_status::host_unmatched)));
    }
}

BOOST_AUTO_TEST_CASE(the_other_unmatch_makes_both_and_the_own_again_changes_nothing) {
  played_pair p;
  p.match();
  p.play(unmatch_event{tenant});
  const auto once = p.state;
  BOOST_TEST(leaves_all_as_it_was(p.play(unmatch_event{tenant}), once));
  const auto both = p.play(unmatch_event{host});
  BOOST_TEST(both.effects.update_match_status);
  BOOST_TEST(!both.effects.end_match);
  BOOST_TEST((p.state.status == match_status::both_unmatched));
  const auto twice = p.state;
  BOOST_TEST(leaves_all_as_it_was(p.play(unmatch_event{host}), twice));
  BOOST_TEST(leaves_all_as_it_was(p.play(unmatch_event{tenant}), twice));
}

BOOST_AUTO_TEST_CASE(there_is_no_match_to_end_in_an_open_pair) {
  played_pair p;
  p.swipe(tenant, like);
  BOOST_TEST((p.play(unmatch_event{tenant}).refusal == errc::not_found));
  p.play(end_event{host});
  BOOST_TEST((p.play(unmatch_event{tenant}).refusal == errc::not_found));
}

BOOST_AUTO_TEST_CASE(an_ended_match_closes_the_pair_for_good) {
  played_pair p;
  p.match();
  p.play(unmatch_event{host});
  const auto before = p.state;
  for (const auto side : {tenant, host})
    for (const auto action : {like, dislike, super_like}) {
      const auto d = p.swipe(side, action);
      BOOST_TEST((d.refusal == errc::pair_closed));
      BOOST_TEST(leaves_all_as_it_was(d, before));
    }
  BOOST_TEST((p.play(undo_event{tenant, before.tenant->swipe_id}).refusal == errc::pair_closed));
}

BOOST_AUTO_TEST_CASE(a_block_ends_a_match_and_tells_nothing_of_any_other_pair) {
  played_pair matched;
  matched.match();
  const auto ended = matched.play(end_event{tenant});
  BOOST_TEST(ended.effects.end_match);
  BOOST_TEST((matched.state.status == match_status::tenant_unmatched));

  played_pair liked;
  liked.swipe(host, like);
  const auto before = liked.state;
  for (const auto by : {tenant, host}) BOOST_TEST(leaves_all_as_it_was(liked.play(end_event{by}), before));

  played_pair empty;
  BOOST_TEST(leaves_all_as_it_was(empty.play(end_event{tenant}), pair_state{}));
}

BOOST_AUTO_TEST_CASE(ending_an_ended_pair_changes_nothing) {
  played_pair p;
  p.match();
  p.play(unmatch_event{tenant});
  const auto before = p.state;
  BOOST_TEST(leaves_all_as_it_was(p.play(end_event{host}), before));
}

BOOST_AUTO_TEST_CASE(a_deal_that_was_made_ends_by_a_block_too) {
  played_pair p;
  p.match();
  p.state.status = match_status::deal_closed;
  BOOST_TEST(p.play(end_event{host}).effects.end_match);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pair_decision_test
