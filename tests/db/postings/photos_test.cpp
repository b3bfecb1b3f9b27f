#include "modules/postings/photos.hpp"

#include <array>
#include <boost/test/unit_test.hpp>
#include <mutex>
#include <thread>
#include <vector>

#include "gateways/photos/photo_store.hpp"
#include "modules/postings/photo_processing.hpp"
#include "modules/postings/photo_repository.hpp"
#include "support/posting_world.hpp"

namespace photos_test {

using namespace homigo;
using namespace homigo::tests;
using domain::photo_type;

namespace {

struct photo_world : posting_world {
  persistence::photo_repository rows{database.pool()};
  std::unique_ptr<gateways::photo_store> store = gateways::make_file_photo_store(folder.path());
  std::mutex mutex;
  std::vector<domain::entity_key> changed;
  modules::photos photos{rows, *store, clock, [this](const auto& key) {
                           const std::lock_guard lock{mutex};
                           changed.push_back(key);
                         }};
  domain::uuid host = make_user(1);
  domain::uuid listing = make_listing(host);

  domain::result<domain::photo> add(photo_type type, std::int32_t order, std::uint32_t colour = 0xAA0000) {
    const auto png = modules::make_gradient_png(400, 300, colour, 0xFFFFFF);
    return photos.add(host, listing, {ids.next(), type, order, png});
  }
  void add_mandatory() {
    for (const auto type : {photo_type::room, photo_type::kitchen, photo_type::bathroom})
      add(type, static_cast<std::int32_t>(type) + 1, 0x100000U * (static_cast<unsigned>(type) + 1)).value();
  }
  std::string revision() const { return value("SELECT revision FROM property_listings"); }
};

template <class T>
std::string outcome(const domain::result<T>& done) {
  return done ? std::string{} : std::string{domain::to_string(done.error().code)};
}

std::string key_of(const std::string& url) { return url.substr(url.rfind('/') + 1); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(photos, photo_world)

BOOST_AUTO_TEST_CASE(a_photo_is_kept_in_three_sizes_and_its_listing_changes) {
  const auto photo = add(photo_type::room, 1).value();
  BOOST_TEST((photo.photo_type == photo_type::room));
  for (const auto& url : {photo.urls.thumb, photo.urls.card, photo.urls.full}) {
    BOOST_TEST(url.starts_with("/media/photos/"));
    const auto file = photos.file(key_of(url));
    BOOST_TEST_REQUIRE(file.has_value());
    BOOST_TEST(file->media_type == "image/jpeg");
  }
  BOOST_TEST(revision() == "2");
  BOOST_TEST(value("SELECT count(*) FROM change_log WHERE kind = 'listing'") == "1");
  BOOST_TEST_REQUIRE(changed.size() == 1u);
  BOOST_TEST((changed[0] == domain::entity_key{domain::entity_kind::listing, listing}));
}

BOOST_AUTO_TEST_CASE(photos_of_a_draft_come_in_any_order_but_the_first_is_a_rooms) {
  BOOST_TEST(outcome(add(photo_type::kitchen, 1)) == "photo_sequence_incomplete");
  BOOST_TEST(outcome(add(photo_type::bathroom, 3)) == "");
  BOOST_TEST(outcome(add(photo_type::kitchen, 2)) == "");
  BOOST_TEST(outcome(add(photo_type::room, 1)) == "");
  BOOST_TEST(outcome(add(photo_type::room, 1)) == "conflict");
  BOOST_TEST(outcome(add(photo_type::room, 51)) == "invalid_fields");
  BOOST_TEST(value("SELECT photo_order_is_complete(listing_id) FROM property_listings") == "t");
}

BOOST_AUTO_TEST_CASE(what_would_be_refused_anyway_is_not_decoded) {
  const auto room = add(photo_type::room, 1).value();
  const auto upload = [&](photo_type type, std::int32_t order) {
    return outcome(photos.add(host, listing, {ids.next(), type, order, "no picture"}));
  };
  BOOST_TEST(upload(photo_type::room, 2) == "unsupported_media_type");
  BOOST_TEST(upload(photo_type::room, 1) == "conflict");
  BOOST_TEST(upload(photo_type::room, 51) == "invalid_fields");
  BOOST_TEST(outcome(photos.replace(host, listing, ids.next(), "no picture")) == "not_found");
  BOOST_TEST(outcome(photos.replace(host, listing, room.photo_id, "no picture")) == "unsupported_media_type");
}

BOOST_AUTO_TEST_CASE(photos_uploaded_at_once_are_all_taken) {
  std::vector<std::jthread> uploads;
  std::array<std::string, 3> outcomes;
  for (const auto type : {photo_type::bathroom, photo_type::kitchen, photo_type::room})
    uploads.emplace_back([this, type, &outcomes] {
      const auto place = static_cast<std::int32_t>(type) + 1;
      outcomes[static_cast<std::size_t>(type)] = outcome(add(type, place, 0x100000U * static_cast<unsigned>(place)));
    });
  uploads.clear();
  for (const auto& done : outcomes) BOOST_TEST(done == "");
  BOOST_TEST(value("SELECT count(*) FROM property_photos") == "3");
}

BOOST_AUTO_TEST_CASE(a_live_listing_takes_no_kind_before_its_turn) {
  add_mandatory();
  value("UPDATE property_listings SET status = 'active'");
  BOOST_TEST(outcome(add(photo_type::balcony, 4)) == "photo_sequence_incomplete");
  BOOST_TEST(outcome(add(photo_type::hall, 4)) == "");
}

BOOST_AUTO_TEST_CASE(a_picture_of_a_live_listing_is_replaced_in_its_place) {
  add_mandatory();
  value("UPDATE property_listings SET status = 'active', photos_verified = true");
  const auto room = domain::parse_uuid(value("SELECT photo_id FROM property_photos WHERE photo_type = 'room'")).value();
  const auto before = value("SELECT full_key FROM property_photos WHERE photo_type = 'room'");
  const auto files = folder.count_files();
  const auto png = modules::make_gradient_png(500, 300, 0x00FFFF, 0xFFFFFF);
  const auto replaced = photos.replace(host, listing, room, png).value();
  BOOST_TEST((replaced.photo_id == room && replaced.photo_type == photo_type::room && replaced.sequence_order == 1));
  BOOST_TEST(photos.file(key_of(replaced.urls.full)).has_value());
  BOOST_TEST(!photos.file(before).has_value());
  BOOST_TEST(value("SELECT photos_verified FROM property_listings") == "f");
  BOOST_TEST(folder.count_files() == files);
  BOOST_TEST(outcome(photos.replace(host, listing, ids.next(), png)) == "not_found");
  BOOST_TEST(outcome(photos.replace(make_user(2), listing, room, png)) == "not_found");
  BOOST_TEST(outcome(photos.replace(host, listing, room, "no picture")) != "");
  BOOST_TEST(folder.count_files() == files);
}

BOOST_AUTO_TEST_CASE(photos_change_places_at_once_and_a_live_listing_stays_in_order) {
  add_mandatory();
  const auto second = add(photo_type::room, 4, 0x00FF00).value();
  const auto id_of = [&](int order) {
    return domain::parse_uuid(
               value("SELECT photo_id FROM property_photos WHERE sequence_order = " + std::to_string(order)))
        .value();
  };
  const auto first = id_of(1), kitchen = id_of(2), bathroom = id_of(3);
  const auto moved =
      photos.move(host, listing, {{second.photo_id, 1}, {first, 2}, {kitchen, 3}, {bathroom, 4}}).value();
  BOOST_TEST_REQUIRE(moved.size() == 4u);
  BOOST_TEST((moved[0].photo_id == second.photo_id && moved[1].photo_id == first && moved[3].photo_id == bathroom));
  value("UPDATE property_listings SET status = 'active'");
  BOOST_TEST(outcome(photos.move(host, listing, {{kitchen, 4}, {bathroom, 3}})) == "photo_sequence_incomplete");
  BOOST_TEST(outcome(photos.move(host, listing, {{kitchen, 4}})) == "conflict");
  BOOST_TEST(outcome(photos.move(host, listing, {{first, 1}, {second.photo_id, 2}})) == "");
  BOOST_TEST(outcome(photos.move(host, listing, {{ids.next(), 5}})) == "not_found");
  BOOST_TEST((id_of(1) == first && id_of(2) == second.photo_id));
}

BOOST_AUTO_TEST_CASE(a_refused_photo_leaves_no_files) {
  BOOST_TEST(outcome(add(photo_type::kitchen, 1)) == "photo_sequence_incomplete");
  BOOST_TEST(folder.count_files() == 0u);
}

BOOST_AUTO_TEST_CASE(somebody_elses_listing_is_unknown) {
  const auto png = modules::make_gradient_png(40, 30, 0, 0xFFFFFF);
  const auto stranger = make_user(2);
  BOOST_TEST(outcome(photos.add(stranger, listing, {ids.next(), photo_type::room, 1, png})) == "not_found");
  const auto photo = add(photo_type::room, 1).value();
  BOOST_TEST(outcome(photos.remove(stranger, listing, photo.photo_id)) == "not_found");
  value("UPDATE property_listings SET status = 'deleted'");
  BOOST_TEST(outcome(add(photo_type::room, 2)) == "not_found");
}

BOOST_AUTO_TEST_CASE(a_retry_with_the_same_identifier_adds_nothing) {
  const auto png = modules::make_gradient_png(40, 30, 0, 0xFFFFFF);
  const modules::photo_upload upload{ids.next(), photo_type::room, 1, png};
  const auto first = photos.add(host, listing, upload).value();
  const auto again = photos.add(host, listing, upload).value();
  BOOST_TEST((first.photo_id == again.photo_id));
  BOOST_TEST(first.urls.full == again.urls.full);
  BOOST_TEST(value("SELECT count(*) FROM property_photos") == "1");
  BOOST_TEST(revision() == "2");
}

BOOST_AUTO_TEST_CASE(a_live_listing_keeps_its_mandatory_photos) {
  add_mandatory();
  const auto spare = add(photo_type::bathroom, 4, 0x00FF00).value();
  value("UPDATE property_listings SET status = 'active'");
  const auto kitchen =
      domain::parse_uuid(value("SELECT photo_id FROM property_photos WHERE photo_type = 'kitchen'")).value();
  BOOST_TEST(outcome(photos.remove(host, listing, kitchen)) == "wrong_state");
  BOOST_TEST(outcome(photos.remove(host, listing, spare.photo_id)) == "");
  value("UPDATE property_listings SET status = 'paused'");
  BOOST_TEST(outcome(photos.remove(host, listing, kitchen)) == "");
  BOOST_TEST(outcome(photos.remove(host, listing, kitchen)) == "not_found");
}

BOOST_AUTO_TEST_CASE(files_go_with_the_last_photo_that_shows_them) {
  const auto first = add(photo_type::room, 1).value();
  const auto same = add(photo_type::room, 2).value();
  BOOST_TEST(first.urls.full == same.urls.full);
  const auto files = folder.count_files();
  BOOST_TEST(outcome(photos.remove(host, listing, first.photo_id)) == "");
  BOOST_TEST(folder.count_files() == files);
  BOOST_TEST(outcome(photos.remove(host, listing, same.photo_id)) == "");
  BOOST_TEST(folder.count_files() == 0u);
  BOOST_TEST(!photos.file(key_of(first.urls.full)).has_value());
}

BOOST_AUTO_TEST_CASE(no_path_leads_out_of_the_store) {
  for (const auto key : {"../photos", "..", "", "/etc/passwd", "incoming"}) BOOST_TEST(!photos.file(key).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace photos_test
