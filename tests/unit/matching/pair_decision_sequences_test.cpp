// Random lives of pairs, held against a model that knows only what an observer could write down.
#include <boost/test/unit_test.hpp>
#include <random>
#include <set>
#include <vector>

#include "domain/matching/pair_decision.hpp"

namespace pair_decision_sequences_test {

using namespace homigo::domain;

namespace {

constexpr auto sides = {pair_side::tenant, pair_side::host};

/// Remembers ids, likes and ends in plain words, without knowing any rule of how they come about.
struct observer {
  std::set<uuid> swipe_ids;
  int matches = 0;
  int ends = 0;
  int likes_of_listing = 0;
  int likes_of_requirement = 0;
  bool closed = false;
};

struct life {
  explicit life(std::uint64_t seed) : random(seed) {}
  std::mt19937_64 random;
  std::uint64_t last_id = 0;
  pair_state pair;
  observer seen;

  uuid new_id() {
    uuid value{};
    ++last_id;
    for (std::size_t i = 0; i < 8; ++i) value.data[i + 8] = static_cast<std::uint8_t>(last_id >> (8 * i));
    return value;
  }
  unsigned below(unsigned n) { return static_cast<unsigned>(random() % n); }
  pair_side side() { return below(2) == 0 ? pair_side::tenant : pair_side::host; }

  pair_event event() {
    const auto kind = below(100);
    const auto who = side();
    if (kind < 70)
      return swipe_event{who,      static_cast<swipe_action>(below(3)),        new_id(), new_id(),
                         new_id(), instant{std::chrono::milliseconds{last_id}}};
    if (kind < 88) {
      const auto& standing = swipe_of(pair, who);
      return undo_event{who, standing && below(4) != 0 ? standing->swipe_id : new_id()};
    }
    if (kind < 96) return unmatch_event{who};
    return end_event{who};
  }
};

bool likes(const std::optional<standing_swipe>& swipe) { return swipe && swipe->action != swipe_action::dislike; }

void check_answer(const life& l, const pair_event& event, const decision& d) {
  BOOST_TEST_REQUIRE((d.changed || (d.next == l.pair && d.effects == pair_effects{} && d.likes_delta == 0)));
  BOOST_TEST_REQUIRE(!(d.refusal && d.changed));
  BOOST_TEST_REQUIRE(d.matched == (d.next.phase == pair_phase::matched));
  if (const auto* swipe = std::get_if<swipe_event>(&event); swipe && !d.refusal) {
    const auto& before = swipe_of(l.pair, swipe->side);
    const auto& after = swipe_of(d.next, swipe->side);
    BOOST_TEST_REQUIRE(after.has_value());
    BOOST_TEST_REQUIRE((d.swipe_id == (before ? before->swipe_id : swipe->new_swipe_id)));
    BOOST_TEST_REQUIRE((d.swipe_id == after->swipe_id && d.action == after->action));
    BOOST_TEST_REQUIRE((swipe_of(l.pair, other(swipe->side)) == swipe_of(d.next, other(swipe->side))));
  }
  if (const auto* undo = std::get_if<undo_event>(&event); undo && d.changed) {
    const auto& before = swipe_of(l.pair, undo->side);
    BOOST_TEST_REQUIRE((before && before->swipe_id == undo->swipe_id && before->action == swipe_action::dislike));
    BOOST_TEST_REQUIRE(!swipe_of(d.next, undo->side).has_value());
  }
}

void write_down(observer& seen, const pair_event& event, const decision& d) {
  if (d.effects.record_swipe) BOOST_TEST_REQUIRE(seen.swipe_ids.insert(d.swipe_id).second);
  if (d.changed && !d.effects.record_swipe && std::holds_alternative<swipe_event>(event))
    BOOST_TEST_REQUIRE(seen.swipe_ids.contains(d.swipe_id));
  seen.matches += d.effects.create_match;
  seen.ends += d.effects.end_match;
  if (const auto* swipe = std::get_if<swipe_event>(&event))
    (swipe->side == pair_side::tenant ? seen.likes_of_listing : seen.likes_of_requirement) += d.likes_delta;
}

void check_pair(observer& seen, const pair_state& pair) {
  BOOST_TEST_REQUIRE(seen.matches <= 1);
  BOOST_TEST_REQUIRE(seen.ends <= seen.matches);
  BOOST_TEST_REQUIRE((pair.match_id.has_value() == (seen.matches == 1)));
  BOOST_TEST_REQUIRE((pair.conversation_id.has_value() == pair.match_id.has_value()));
  BOOST_TEST_REQUIRE((seen.likes_of_listing == (likes(pair.tenant) ? 1 : 0)));
  BOOST_TEST_REQUIRE((seen.likes_of_requirement == (likes(pair.host) ? 1 : 0)));
  const bool mutual = likes(pair.tenant) && likes(pair.host);
  BOOST_TEST_REQUIRE(((pair.phase == pair_phase::matched) == (mutual && pair.phase != pair_phase::ended)));
  BOOST_TEST_REQUIRE(!(seen.closed && pair.phase != pair_phase::ended));
  seen.closed = pair.phase == pair_phase::ended;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pair_decision_sequences)

BOOST_AUTO_TEST_CASE(no_sequence_of_events_breaks_what_must_always_hold) {
  int matched = 0, ended = 0;
  for (std::uint64_t seed = 1; seed <= 3'000; ++seed) {
    life l{seed};
    for (int step = 0; step < 25; ++step) {
      const auto event = l.event();
      const auto d = decide(l.pair, event);
      check_answer(l, event, d);
      write_down(l.seen, event, d);
      l.pair = d.next;
      check_pair(l.seen, l.pair);
    }
    matched += l.seen.matches;
    ended += l.seen.closed;
  }
  // The sequences reach what they are to test.
  BOOST_TEST(matched > 500);
  BOOST_TEST(ended > 500);
}

BOOST_AUTO_TEST_CASE(a_repeated_event_never_changes_the_pair_twice) {
  for (std::uint64_t seed = 1; seed <= 10'000; ++seed) {
    life l{seed};
    for (int step = 0; step < 8; ++step) {
      const auto event = l.event();
      l.pair = decide(l.pair, event).next;
      BOOST_TEST_REQUIRE(!decide(l.pair, event).changed);
    }
  }
}

BOOST_AUTO_TEST_CASE(two_likes_make_one_match_whichever_comes_first) {
  for (std::uint64_t seed = 1; seed <= 10'000; ++seed) {
    life l{seed};
    for (int step = 0; step < 6; ++step) l.pair = decide(l.pair, l.event()).next;
    if (l.pair.phase != pair_phase::open) continue;
    const auto like = [&](pair_side side) {
      return swipe_event{side, swipe_action::like, l.new_id(), l.new_id(), l.new_id(), {}};
    };
    const auto from_tenant = like(pair_side::tenant);
    const auto from_host = like(pair_side::host);
    for (const auto first : sides) {
      const bool tenant_first = first == pair_side::tenant;
      const auto one = decide(l.pair, tenant_first ? from_tenant : from_host);
      const auto two = decide(one.next, tenant_first ? from_host : from_tenant);
      BOOST_TEST_REQUIRE((one.effects.create_match != two.effects.create_match));
      BOOST_TEST_REQUIRE((two.next.phase == pair_phase::matched));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pair_decision_sequences_test
