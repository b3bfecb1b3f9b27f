// What memory knows of pairs (inboxes, exclusions), fed by actors on a real database, against the same out of SQL:
// through random swipes, undos, unmatches, blocks, pauses, and actors that come and go.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

#include "actors/pairs/pair_protocol.hpp"
#include "codec/json_writer.hpp"
#include "modules/matching/inbox_pages.hpp"
#include "modules/matching/match_reads.hpp"
#include "modules/safety/block_repository.hpp"
#include "support/node_world.hpp"
#include "support/stored_pairs.hpp"

namespace homigo::tests::inbox_differential_test {
namespace {

using domain::entity_key;
using domain::entity_kind;
using domain::pair_side;
using domain::uuid;

struct owned_posting {
  entity_key key;
  uuid owner{};
  bool is_paused = false;
};

class busy_world : public node_world {
public:
  explicit busy_world(unsigned seed) : dice_(seed) {
    for (int i = 0; i < 4; ++i) people_.push_back(add_user());
    for (const auto& person : people_)
      for (int i = 0; i < 2; ++i) {
        listings_.push_back({{entity_kind::listing, add_listing(person)}, person});
        requirements_.push_back({{entity_kind::requirement, add_requirement(person)}, person});
      }
    start();
  }

  /// Many at once, in whatever order the threads take them, until all are answered.
  void act() {
    std::vector<std::future<actors::reply>> asked;
    for (auto n = below(12); n-- > 0;) decide(asked);
    for (auto& each : asked) each.wait();
  }

  void disturb() {
    switch (below(8)) {
      case 0:
        return pause(one_of(below(2) == 0 ? listings_ : requirements_));
      case 1:
        return toggle_block(one_of(people_), one_of(people_));
      case 2:
        return put_to_sleep();
      case 3:
        return node->entities().reread(one_of(below(2) == 0 ? listings_ : requirements_).key);
      default:
        return;
    }
  }

  void compare() {
    follower.apply_told();
    for (const auto& person : people_) compare_inbox(person);
    for (const auto* all : {&listings_, &requirements_})
      for (const auto& posting : *all) compare_pairs(posting);
  }

  std::size_t likes_seen = 0;
  std::size_t decided_seen = 0;

private:
  std::size_t below(std::size_t limit) { return dice_() % limit; }
  template <class Item>
  Item& one_of(std::vector<Item>& items) {
    return items[below(items.size())];
  }

  void decide(std::vector<std::future<actors::reply>>& asked) {
    const auto& listing = one_of(listings_);
    const auto& requirement = one_of(requirements_);
    const auto side = below(2) == 0 ? pair_side::tenant : pair_side::host;
    const auto& who = side == pair_side::tenant ? requirement.owner : listing.owner;
    const auto kind = below(10);
    if (kind == 0) {
      asked.push_back(ask(listing.key, actors::unmatch_pair{requirement.key.id, who, side}));
    } else if (kind == 1) {
      const auto swipe = value("SELECT " + std::string{domain::wire_name(side)} +
                               "_swipe_id FROM pair WHERE listing_id = " + id_literal(listing.key.id) +
                               " AND requirement_id = " + id_literal(requirement.key.id));
      if (swipe.empty()) return;
      asked.push_back(
          ask(listing.key, actors::undo_on_pair{requirement.key.id, who, side, *domain::parse_uuid(swipe)}));
    } else {
      const auto action = static_cast<domain::swipe_action>(below(3));
      asked.push_back(ask(listing.key, actors::swipe_on_pair{requirement.key.id, who, side, action}));
    }
  }

  void pause(owned_posting& posting) {
    actors::edit_posting edit;
    edit.owner_id = posting.owner;
    edit.status = posting.is_paused ? domain::posting_status::active : domain::posting_status::paused;
    posting.is_paused = ask(posting.key, edit).get() ? !posting.is_paused : posting.is_paused;
  }

  void toggle_block(const uuid& one, const uuid& other) {
    if (one == other) return;
    if (value("SELECT count(*) FROM blocked_users WHERE blocker_id = " + id_literal(one) +
              " AND blocked_id = " + id_literal(other)) == "1") {
      block_rows_.unblock(one, other);
      return follower.unblocked(one, other);
    }
    block_rows_.block(one, other, clock.now());
    follower.blocked(one, other);
    carry_out_commands();
  }

  std::vector<uuid> all_swipes() {
    std::vector<uuid> all;
    std::string text = value("SELECT string_agg(swipe_id::text, '') FROM swipe_actions");
    for (std::size_t at = 0; at + 36 <= text.size(); at += 36) all.push_back(*domain::parse_uuid(text.substr(at, 36)));
    return all;
  }

  void compare_inbox(const uuid& person) {
    const auto moment = clock.now();
    auto expected = match_rows_->likes(all_swipes(), person, moment);
    std::ranges::sort(expected, std::greater<>{}, [](const domain::received_like& like) {
      return std::tuple{like.action == domain::swipe_action::super_like, like.created_at, like.swipe_id};
    });
    likes_seen += expected.size();
    const domain::page_query whole{100, std::nullopt};
    const domain::received_like_page page{std::move(expected), std::nullopt};
    const auto wanted = codec::to_json(page, codec::audience::everyone);
    // First what memory alone says, if it can; then with whatever it lacks.
    if (const auto at_once = inbox_.page_at_once(person, whole)) BOOST_TEST_REQUIRE(at_once->value() == wanted);
    BOOST_TEST_REQUIRE(inbox_.page(person, whole).value() == wanted);
  }

  void compare_pairs(const owned_posting& posting) {
    auto expected = rows_.pairs_of(posting.key, posting.owner)->decided;
    const auto held =
        memory.pairs.get(posting.key.id, clock.now(), [&] { return pairs_of(posting.key, posting.owner); }).value();
    auto told = pairs_of(posting.key, posting.owner)->decided;
    std::ranges::sort(expected);
    std::ranges::sort(told);
    decided_seen += expected.size();
    BOOST_TEST_REQUIRE((told == expected));
    BOOST_TEST_REQUIRE(held->decided.size() == expected.size());
    for (const auto& each : expected) BOOST_TEST_REQUIRE(held->decided.contains(each));
  }

  std::mt19937_64 dice_;
  std::vector<uuid> people_;
  std::vector<owned_posting> listings_, requirements_;
  stored_pairs rows_{database.pool()};
  persistence::block_repository block_rows_{database.pool()};
  std::unique_ptr<persistence::match_reads> match_rows_ = persistence::make_match_reads(database.pool());
  modules::inbox_pages inbox_{{memory, follower, *this, posting_rows, clock}};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(inbox_differential)

BOOST_AUTO_TEST_CASE(memory_and_rows_say_the_same_after_every_answer) {
  std::size_t likes = 0, decided = 0;
  for (unsigned seed = 1; seed <= 6; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      busy_world world{seed};
      for (int round = 0; round < 40; ++round) {
        world.act();
        world.disturb();
        world.compare();
      }
      likes += world.likes_seen, decided += world.decided_seen;
    }
  }
  BOOST_TEST_MESSAGE(likes << " likes and " << decided << " decisions compared");
  BOOST_TEST(likes > 500U);
  BOOST_TEST(decided > 2000U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::inbox_differential_test
