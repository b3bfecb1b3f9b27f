// Thousands of random histories of a few pairs, under every order of messages and all kinds of trouble, against what
// must hold at the end of each.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "support/actor_world.hpp"

namespace random_histories_test {

using namespace homigo;
using namespace homigo::tests;
using actors::swipe_settled;
using domain::entity_kind;
using domain::pair_phase;
using domain::pair_side;
using domain::swipe_action;
using namespace std::chrono_literals;

namespace {

struct trouble {
  bool store = false;        // commits fail, are lost, end unknown; loads fail
  bool passivation = false;  // entities leave memory all the time
  bool kills = false;        // requirements die, with the messages before them
  bool takeovers = false;    // another epoch, which this node then hears of
};

struct sent_swipe {
  std::size_t pair;
  pair_side side;
  actors::ticket of;
};

class history {
public:
  history(std::uint64_t seed, trouble wanted) : world(seed, limits()), trouble_(wanted) {
    for (std::uint64_t l = 0; l < 2; ++l)
      for (std::uint64_t r = 0; r < 2; ++r) {
        one_pair pair{world, 10 * l + r};
        pair.listing.id = numbered(900 + l), pair.requirement.id = numbered(950 + r);
        pair.host = numbered(800 + l), pair.tenant = numbered(850 + r);
        world.store.add_posting(pair.listing, pair.host);
        world.store.add_posting(pair.requirement, pair.tenant);
        pairs.push_back(pair);
      }
    world.fate_of_next = [this] { return next_fate(); };
  }

  void live() {
    for (int i = 0; i < 40; ++i) {
      act();
      const auto steps = world.random() % 25;
      for (std::uint64_t s = 0; s < steps; ++s) world.step();
      if (world.fenced > 0) world.node->shards().replace(world.store.claims()), world.fenced = 0;
    }
    calm_ = true;
    while (world.step())
      if (world.fenced > 0) world.node->shards().replace(world.store.claims()), world.fenced = 0;
  }

  actor_world world;
  std::vector<one_pair> pairs;
  std::vector<sent_swipe> swipes;

private:
  static actors::settings limits() {
    actors::settings s;
    s.idle_s = 1;
    s.group_items = 3;
    s.quarantine_failures = 100;
    return s;
  }

  fate next_fate() {
    if (calm_ || !trouble_.store) return fate::done;
    switch (world.random() % 12) {
      case 0:
        return fate::rolled_back;
      case 1:
        return fate::unknown_written;
      case 2:
        return fate::unknown_lost;
      default:
        return fate::done;
    }
  }

  void act() {
    auto& random = world.random;
    const auto p = random() % pairs.size();
    const auto& pair = pairs[p];
    const auto side = random() % 2 ? pair_side::tenant : pair_side::host;
    const auto kind = random() % 20;
    if (kind < 14) {
      const auto action = static_cast<swipe_action>(random() % 3);
      swipes.push_back({p, side, world.send(pair.listing, pair.by(side, action))});
    } else if (kind < 16) {
      undo(pair, side);
    } else if (kind == 16) {
      const auto& user = side == pair_side::tenant ? pair.tenant : pair.host;
      world.send(pair.listing, actors::unmatch_pair{pair.requirement.id, user, side});
    } else if (kind == 17 && trouble_.kills) {
      kill(pair.requirement);
    } else if (kind == 18 && trouble_.takeovers) {
      world.store.raise_epoch(domain::shard_of(pair.listing));
    } else if (trouble_.passivation) {
      world.pass(2s);
      // Each shard's supervisor has a tick to take in.
      for (int i = 0; i < domain::shard_count; ++i) world.step();
    }
  }

  void undo(const one_pair& pair, pair_side side) {
    const auto stored = world.store.pairs.find({pair.listing.id, pair.requirement.id});
    if (stored == world.store.pairs.end()) return;
    const auto& swipe = domain::swipe_of(stored->second, side);
    if (!swipe) return;
    const auto& user = side == pair_side::tenant ? pair.tenant : pair.host;
    world.send(pair.listing, actors::undo_on_pair{pair.requirement.id, user, side, swipe->swipe_id});
  }

  void kill(domain::entity_key key) {
    if (world.is_live(key)) world.kill(key);
  }

  trouble trouble_;
  bool calm_ = false;
};

bool likes(const std::optional<domain::standing_swipe>& s) { return s && s->action != swipe_action::dislike; }

void check_rows(history& h) {
  auto& store = h.world.store;
  for (const auto& [ids, pair] : store.pairs) {
    const auto of_pair = [&, key = ids](const stored_match& m) {
      return m.listing_id == key.first && m.requirement_id == key.second;
    };
    const auto made = std::ranges::count_if(store.matches, of_pair);
    BOOST_TEST_REQUIRE(made == (likes(pair.tenant) && likes(pair.host) ? 1 : 0));
    BOOST_TEST_REQUIRE((pair.phase == pair_phase::open) == (made == 0));
  }
  std::size_t told = 0;
  for (const auto& [user, events] : store.events)
    told += static_cast<std::size_t>(std::ranges::count(events, "match.created"));
  BOOST_TEST_REQUIRE(told == 2 * store.matches.size());
}

void check_answers(history& h) {
  for (const auto& swipe : h.swipes) {
    if (h.world.outcome(swipe.of) != "ok") continue;
    const auto answer = h.world.answer<swipe_settled>(swipe.of);
    if (!answer.matched) continue;
    const auto same = [&](const stored_match& m) { return m.match_id == answer.match_id; };
    const auto match = std::ranges::find_if(h.world.store.matches, same);
    BOOST_TEST_REQUIRE((match != h.world.store.matches.end()));
    BOOST_TEST_REQUIRE((match->listing_id == h.pairs[swipe.pair].listing.id));
  }
}

void check_answered_once(history& h) {
  for (actors::ticket t = 1; t <= h.world.last_ticket; ++t)
    BOOST_TEST_REQUIRE(h.world.replies.answers[t].size() == 1U, "ticket " << t);
}

/// What a commit of unknown outcome wrote, a requirement learns at its next activation.
void check_projections(history& h, bool in_doubt) {
  if (in_doubt) h.world.pass(2s);
  h.world.run();
  for (const auto& pair : h.pairs)
    h.world.send(pair.requirement, actors::edit_posting{pair.tenant, false, {}, {}, {}, {}});
  h.world.run();
  for (const auto& [ids, row] : h.world.store.pairs) {
    const auto& known = h.world.requirement(ids.second).pairs;
    BOOST_TEST_REQUIRE((known.find(ids.first) == row));
  }
}

void check_many(std::uint64_t runs, trouble wanted) {
  for (std::uint64_t seed = 0; seed < runs; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      history h{seed, wanted};
      h.live();
      check_rows(h);
      check_answers(h);
      if (!wanted.kills) check_answered_once(h);
      check_projections(h, wanted.store);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(random_histories)

BOOST_AUTO_TEST_CASE(in_any_order_of_messages_a_pair_matches_exactly_once) { check_many(1000, {}); }
BOOST_AUTO_TEST_CASE(entities_that_come_and_go_lose_nothing) { check_many(1000, {false, true, false, false}); }
BOOST_AUTO_TEST_CASE(a_store_in_trouble_changes_answers_but_no_truth) { check_many(1000, {true, true, false, false}); }
BOOST_AUTO_TEST_CASE(lost_messages_are_healed) { check_many(500, {true, true, true, false}); }
BOOST_AUTO_TEST_CASE(takeovers_are_survived) { check_many(500, {true, true, false, true}); }

BOOST_AUTO_TEST_SUITE_END()

}  // namespace random_histories_test
