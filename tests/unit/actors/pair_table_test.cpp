// The packed pairs of a listing against an ordinary map.
#include "actors/pairs/pair_table.hpp"

#include <boost/test/unit_test.hpp>
#include <map>
#include <random>

namespace pair_table_test {

using namespace homigo;
using actors::pair_table;
using domain::pair_state;
using domain::uuid;

namespace {

class random_pairs {
public:
  uuid id() {
    uuid out;
    for (auto& byte : out) byte = static_cast<std::uint8_t>(dice_());
    return out;
  }
  pair_state pair() {
    pair_state out;
    if (chance()) out.tenant = swipe();
    if (chance()) out.host = swipe();
    if (chance()) out.match_id = id();
    if (chance()) out.conversation_id = id();
    out.phase = one_of(domain::pair_phase::ended);
    out.status = one_of(domain::match_status::both_unmatched);
    return out;
  }
  std::size_t below(std::size_t limit) { return dice_() % limit; }

private:
  bool chance() { return dice_() % 2 == 0; }
  template <class Enumeration>
  Enumeration one_of(Enumeration last) {
    return static_cast<Enumeration>(dice_() % (static_cast<unsigned>(last) + 1));
  }
  domain::standing_swipe swipe() {
    constexpr auto year_9999 = 253'402'300'799'000;
    return {id(), one_of(domain::swipe_action::super_like),
            domain::instant{std::chrono::milliseconds{static_cast<std::int64_t>(dice_() % year_9999)}}};
  }
  std::mt19937_64 dice_{7};
};

using plain_map = std::map<uuid, pair_state>;

plain_map contents_of(const pair_table& table) {
  plain_map out;
  table.for_each([&](const uuid& requirement, const pair_state& pair) { out.emplace(requirement, pair); });
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pair_tables)

BOOST_AUTO_TEST_CASE(a_table_holds_what_a_map_holds) {
  random_pairs random;
  pair_table table;
  plain_map known;
  std::vector<uuid> ids;
  for (int i = 0; i < 20'000; ++i) {
    if (ids.empty() || random.below(3) != 0) ids.push_back(random.id());
    const auto& requirement = ids[random.below(ids.size())];
    const auto pair = random.pair();
    table.set(requirement, pair);
    known[requirement] = pair;
    BOOST_TEST_REQUIRE((table.find(requirement) == pair));
    BOOST_TEST_REQUIRE(table.size() == known.size());
  }
  BOOST_TEST((contents_of(table) == known));
  BOOST_TEST((table.find(random.id()) == pair_state{}));
}

BOOST_AUTO_TEST_CASE(identifiers_that_share_a_place_are_told_apart) {
  pair_table table;
  random_pairs random;
  plain_map known;
  // The hash looks at the last eight octets only.
  for (std::uint8_t i = 0; i < 100; ++i) {
    const uuid requirement{{i}};
    known[requirement] = random.pair();
    table.set(requirement, known[requirement]);
  }
  for (const auto& [requirement, pair] : known) BOOST_TEST((table.find(requirement) == pair));
}

BOOST_AUTO_TEST_CASE(an_empty_table_knows_no_pair) {
  pair_table table;
  BOOST_TEST(table.empty());
  BOOST_TEST((table.find(uuid{{1}}) == pair_state{}));
  table.reserve(0);
  table.for_each([](const uuid&, const pair_state&) { BOOST_TEST(false); });
}

BOOST_AUTO_TEST_CASE(a_table_is_as_good_after_room_was_made_beforehand) {
  random_pairs random;
  for (const std::size_t count : {1U, 2U, 6U, 7U, 8U, 100U}) {
    pair_table table;
    plain_map known;
    table.reserve(count);
    for (std::size_t i = 0; i < 2 * count; ++i) {
      const auto requirement = random.id();
      known[requirement] = random.pair();
      table.set(requirement, known[requirement]);
    }
    BOOST_TEST((contents_of(table) == known));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pair_table_test
