#include "modules/photos.hpp"

#include <boost/test/unit_test.hpp>
#include <vector>

#include "gateways/photo_store.hpp"
#include "modules/photo_processing.hpp"
#include "persistence/postgres/photo_repository.hpp"
#include "support/posting_world.hpp"

using namespace homigo;
using namespace homigo::tests;
using domain::photo_type;

namespace {

struct photo_world : posting_world {
  postgres::photo_repository rows{database.pool()};
  std::unique_ptr<gateways::photo_store> store = gateways::make_file_photo_store(folder.path());
  std::vector<domain::entity_key> changed;
  modules::photos photos{rows, *store, clock, [this](const auto& key) { changed.push_back(key); }};
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

BOOST_AUTO_TEST_CASE(the_order_of_photos_is_kept) {
  BOOST_TEST(outcome(add(photo_type::kitchen, 1)) == "photo_sequence_incomplete");
  BOOST_TEST(outcome(add(photo_type::room, 1)) == "");
  BOOST_TEST(outcome(add(photo_type::room, 1)) == "conflict");
  BOOST_TEST(outcome(add(photo_type::bathroom, 2)) == "photo_sequence_incomplete");
  BOOST_TEST(outcome(add(photo_type::room, 51)) == "invalid_fields");
  BOOST_TEST(outcome(add(photo_type::kitchen, 3)) == "");
  BOOST_TEST(outcome(add(photo_type::room, 2)) == "");
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
