#include "domain/photo_sequence.hpp"

#include <boost/test/unit_test.hpp>
#include <vector>

using namespace homigo::domain;
using enum homigo::domain::photo_type;

namespace {

using sequence = std::vector<photo_place>;
const sequence mandatory{{room, 1}, {kitchen, 2}, {bathroom, 3}};

}  // namespace

BOOST_AUTO_TEST_SUITE(photo_sequence)

BOOST_AUTO_TEST_CASE(the_first_photo_is_a_room) {
  BOOST_TEST(!check_adding({}, {room, 1}).has_value());
  for (const auto type : {kitchen, bathroom, hall, balcony, building_exterior, street_view}) {
    BOOST_TEST((check_adding({}, {type, 1}) == errc::photo_sequence_incomplete));
    BOOST_TEST((check_adding({}, {type, 2}) == errc::photo_sequence_incomplete));
  }
}

BOOST_AUTO_TEST_CASE(all_seven_kinds_fit_in_their_order) {
  sequence photos;
  for (const auto type : {room, kitchen, bathroom, hall, balcony, building_exterior, street_view}) {
    const photo_place added{type, static_cast<std::int32_t>(photos.size()) + 1};
    BOOST_TEST(!check_adding(photos, added).has_value());
    photos.push_back(added);
  }
  BOOST_TEST(is_complete_sequence(photos));
}

BOOST_AUTO_TEST_CASE(no_kind_comes_without_the_ones_before_it) {
  const sequence photos{{room, 1}, {kitchen, 2}};
  BOOST_TEST((check_adding(photos, {hall, 3}) == errc::photo_sequence_incomplete));
  BOOST_TEST(!check_adding(photos, {bathroom, 3}).has_value());
}

BOOST_AUTO_TEST_CASE(kinds_repeat_only_next_to_each_other) {
  const sequence photos{{room, 1}, {kitchen, 5}, {bathroom, 9}};
  BOOST_TEST(!check_adding(photos, {room, 2}).has_value());
  BOOST_TEST(!check_adding(photos, {kitchen, 4}).has_value());
  BOOST_TEST(!check_adding(photos, {kitchen, 6}).has_value());
  BOOST_TEST((check_adding(photos, {room, 6}) == errc::photo_sequence_incomplete));
  BOOST_TEST((check_adding(photos, {kitchen, 10}) == errc::photo_sequence_incomplete));
  BOOST_TEST((check_adding(photos, {bathroom, 2}) == errc::photo_sequence_incomplete));
}

BOOST_AUTO_TEST_CASE(a_place_is_taken_once_and_lies_between_1_and_50) {
  BOOST_TEST((check_adding(mandatory, {kitchen, 2}) == errc::conflict));
  BOOST_TEST((check_adding(mandatory, {hall, 0}) == errc::invalid_fields));
  BOOST_TEST((check_adding(mandatory, {hall, 51}) == errc::invalid_fields));
  BOOST_TEST(!check_adding(mandatory, {hall, 50}).has_value());
}

BOOST_AUTO_TEST_CASE(a_deleted_room_can_be_put_back_before_what_is_left) {
  const sequence left{{bathroom, 3}};
  BOOST_TEST(!check_adding(left, {room, 1}).has_value());
  BOOST_TEST((check_adding(left, {hall, 4}) == errc::photo_sequence_incomplete));
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
