#include "codec/fingerprint.hpp"

#include <boost/test/unit_test.hpp>
#include <optional>
#include <vector>

#include "codec/cursor.hpp"
#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::tests::fingerprint_test {

enum class two_states : std::uint8_t { open, closed };
HOMIGO_DESCRIBED_ENUM(two_states, open, closed)
HOMIGO_TABLE_ENUM(two_states)

enum class three_states : std::uint8_t { open, waiting, closed };
HOMIGO_DESCRIBED_ENUM(three_states, open, waiting, closed)
HOMIGO_TABLE_ENUM(three_states)

template <class State>
struct door {
  State state{};
  std::int32_t width = 0;
};
using plain_door = door<two_states>;
using slow_door = door<three_states>;
HOMIGO_DESCRIBED(plain_door, state, width)
HOMIGO_DESCRIBED(slow_door, state, width)
HOMIGO_TABLE(plain_door)
HOMIGO_TABLE(slow_door)

struct turned_door {
  std::int32_t width = 0;
  two_states state{};
};
HOMIGO_DESCRIBED(turned_door, width, state)
HOMIGO_TABLE(turned_door)

template <class Door>
struct house {
  std::vector<Door> doors;
};
using plain_house = house<plain_door>;
using slow_house = house<slow_door>;
HOMIGO_DESCRIBED(plain_house, doors)
HOMIGO_DESCRIBED(slow_house, doors)
HOMIGO_TABLE(plain_house)
HOMIGO_TABLE(slow_house)

template <class T>
std::int32_t print_of() {
  return codec::fingerprint(domain::descriptor<T>());
}

BOOST_AUTO_TEST_SUITE(fingerprints)

BOOST_AUTO_TEST_CASE(the_same_description_has_the_same_fingerprint_and_never_none) {
  BOOST_TEST(print_of<plain_door>() == print_of<plain_door>());
  BOOST_TEST(print_of<plain_door>() > 0);
}

BOOST_AUTO_TEST_CASE(a_word_put_into_an_enumeration_changes_all_that_hold_it) {
  BOOST_TEST(print_of<two_states>() != print_of<three_states>());
  BOOST_TEST(print_of<plain_door>() != print_of<slow_door>());
  BOOST_TEST(print_of<plain_house>() != print_of<slow_house>());
}

BOOST_AUTO_TEST_CASE(the_order_of_fields_counts) { BOOST_TEST(print_of<plain_door>() != print_of<turned_door>()); }

BOOST_AUTO_TEST_CASE(a_cursor_of_another_shape_is_none) {
  const auto cursor = codec::make_cursor("doors", plain_door{two_states::closed, 90});
  BOOST_TEST(codec::read_cursor<plain_door>("doors", cursor)->width == 90);
  BOOST_TEST(codec::read_cursor<slow_door>("doors", cursor).has_error());
  BOOST_TEST(codec::read_cursor<turned_door>("doors", cursor).has_error());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::fingerprint_test
