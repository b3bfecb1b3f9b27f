#include "domain/postings/photo_sequence.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <vector>

namespace photo_sequence_test {

using namespace homigo::domain;
using enum homigo::domain::photo_type;

namespace {

using sequence = std::vector<photo_place>;
const sequence mandatory{{room, 1}, {kitchen, 2}, {bathroom, 3}};

}  // namespace

BOOST_AUTO_TEST_SUITE(photo_sequence)

constexpr auto not_live = {posting_status::draft, posting_status::paused, posting_status::expired};

BOOST_AUTO_TEST_CASE(the_first_photo_is_a_room) {
  for (const auto status : not_live) {
    BOOST_TEST(!check_adding({}, {room, 1}, status).has_value());
    for (const auto type : {kitchen, bathroom, hall, balcony, building_exterior, street_view}) {
      BOOST_TEST((check_adding({}, {type, 1}, status) == errc::photo_sequence_incomplete));
      BOOST_TEST(!check_adding({}, {type, 2}, status).has_value());
    }
  }
}

BOOST_AUTO_TEST_CASE(while_drafting_photos_come_in_any_order) {
  sequence order = mandatory;
  do {
    sequence photos;
    for (const auto& added : order) {
      BOOST_TEST(!check_adding(photos, added, posting_status::draft).has_value());
      photos.push_back(added);
    }
    BOOST_TEST(is_complete_sequence(photos));
  } while (std::ranges::next_permutation(order, {}, &photo_place::order).found);
}

BOOST_AUTO_TEST_CASE(all_seven_kinds_fit_in_their_order_on_a_live_listing) {
  sequence photos = mandatory;
  for (const auto type : {hall, balcony, building_exterior, street_view}) {
    const photo_place added{type, static_cast<std::int32_t>(photos.size()) + 1};
    BOOST_TEST(!check_adding(photos, added, posting_status::active).has_value());
    photos.push_back(added);
  }
}

BOOST_AUTO_TEST_CASE(a_live_listing_takes_no_kind_before_its_turn) {
  BOOST_TEST((check_adding(mandatory, {balcony, 4}, posting_status::active) == errc::photo_sequence_incomplete));
  BOOST_TEST(!check_adding(mandatory, {balcony, 4}, posting_status::draft).has_value());
  const sequence photos{{room, 1}, {kitchen, 5}, {bathroom, 9}};
  for (const photo_place added : {photo_place{room, 2}, {kitchen, 4}, {kitchen, 6}})
    BOOST_TEST(!check_adding(photos, added, posting_status::active).has_value());
  for (const photo_place added : {photo_place{room, 6}, {kitchen, 10}, {bathroom, 2}})
    BOOST_TEST((check_adding(photos, added, posting_status::active) == errc::photo_sequence_incomplete));
}

BOOST_AUTO_TEST_CASE(a_place_is_taken_once_and_lies_between_1_and_50) {
  for (const auto status : {posting_status::draft, posting_status::active}) {
    BOOST_TEST((check_adding(mandatory, {kitchen, 2}, status) == errc::conflict));
    BOOST_TEST((check_adding(mandatory, {hall, 0}, status) == errc::invalid_fields));
    BOOST_TEST((check_adding(mandatory, {hall, 51}, status) == errc::invalid_fields));
    BOOST_TEST(!check_adding(mandatory, {hall, 50}, status).has_value());
  }
}

BOOST_AUTO_TEST_CASE(a_new_order_is_judged_as_a_whole) {
  const sequence swapped{{kitchen, 3}, {room, 1}, {bathroom, 2}};
  BOOST_TEST(!check_order(swapped, posting_status::draft).has_value());
  BOOST_TEST((check_order(swapped, posting_status::active) == errc::photo_sequence_incomplete));
  const sequence kitchen_first{{kitchen, 1}, {room, 2}, {bathroom, 3}};
  BOOST_TEST((check_order(kitchen_first, posting_status::draft) == errc::photo_sequence_incomplete));
  const sequence one_place{{room, 1}, {room, 2}, {kitchen, 2}};
  BOOST_TEST((check_order(one_place, posting_status::draft) == errc::conflict));
}

BOOST_AUTO_TEST_CASE(publishing_needs_room_kitchen_and_bathroom_in_order) {
  BOOST_TEST(!is_complete_sequence({}));
  BOOST_TEST(!is_complete_sequence(sequence{{room, 1}, {kitchen, 2}}));
  BOOST_TEST(is_complete_sequence(mandatory));
  BOOST_TEST(is_complete_sequence(sequence{{bathroom, 30}, {room, 1}, {kitchen, 7}, {room, 2}}));
  BOOST_TEST(!is_complete_sequence(sequence{{kitchen, 1}, {room, 2}, {bathroom, 3}}));
  BOOST_TEST(!is_complete_sequence(sequence{{room, 1}, {kitchen, 2}, {bathroom, 3}, {balcony, 4}}));
  BOOST_TEST(!is_complete_sequence(sequence{{room, 1}, {kitchen, 2}, {bathroom, 3}, {room, 4}}));
}

BOOST_AUTO_TEST_CASE(a_live_listing_keeps_a_complete_sequence) {
  const sequence photos{{room, 1}, {room, 2}, {kitchen, 3}, {bathroom, 4}, {hall, 5}, {balcony, 6}};
  for (const int mandatory_one : {3, 4, 5})  // without the hall, the balcony stands without what comes before it
    BOOST_TEST((check_deleting(photos, mandatory_one, posting_status::active) == errc::wrong_state));
  for (const int spare : {1, 2, 6}) BOOST_TEST(!check_deleting(photos, spare, posting_status::active).has_value());
}

BOOST_AUTO_TEST_CASE(a_listing_that_is_not_live_may_lose_any_photo) {
  for (const auto status : {posting_status::draft, posting_status::paused, posting_status::expired})
    for (const auto& p : mandatory) BOOST_TEST(!check_deleting(mandatory, p.order, status).has_value());
  BOOST_TEST((check_deleting(mandatory, 4, posting_status::draft) == errc::not_found));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace photo_sequence_test
