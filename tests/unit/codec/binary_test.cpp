#include "codec/binary.hpp"

#include <boost/test/unit_test.hpp>
#include <random>

#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"
#include "tests/unit/codec/samples.hpp"

namespace binary_test {

using namespace homigo;
using codec::from_binary;
using codec::to_binary;

namespace {

domain::listing sample_listing() {
  domain::listing l;
  l.content = codec::read_json<domain::listing_content>(samples::listing_json).value();
  l.listing_id = *domain::parse_uuid("0192d5a8-1f3e-7abc-8def-0123456789ab");
  l.status = domain::posting_status::active;
  l.valid_until = *domain::parse_instant("2026-12-24T18:00:00.123Z");
  l.revision = 7;
  l.photos.push_back({l.listing_id, domain::photo_type::street_view, 3, {"t", "c", "f"}});
  return l;
}

/// Reads `bytes`, and walks over what came of it so that a sanitizer would see a broken object.
bool reads(std::string_view bytes) {
  domain::listing l;
  const bool whole = from_binary(bytes, l);
  return !codec::to_json(l, codec::audience::owner).empty() && whole;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(binary)

BOOST_AUTO_TEST_CASE(a_listing_comes_back_as_it_was) {
  const auto before = sample_listing();
  domain::listing after;
  BOOST_TEST(from_binary(to_binary(before), after));
  BOOST_TEST((after.content == before.content));
  BOOST_TEST(codec::to_json(after, codec::audience::owner) == codec::to_json(before, codec::audience::owner));
}

BOOST_AUTO_TEST_CASE(a_requirement_comes_back_as_it_was) {
  const auto before = codec::read_json<domain::requirement_content>(samples::requirement_json).value();
  domain::requirement_content after;
  BOOST_TEST(from_binary(to_binary(before), after));
  BOOST_TEST((after == before));
}

BOOST_AUTO_TEST_CASE(reading_replaces_what_the_object_held) {
  auto after = sample_listing();
  BOOST_TEST(from_binary(to_binary(domain::listing{}), after));
  BOOST_TEST(codec::to_json(after, codec::audience::owner) ==
             codec::to_json(domain::listing{}, codec::audience::owner));
}

BOOST_AUTO_TEST_CASE(a_cut_form_and_a_longer_one_are_refused) {
  const auto bytes = to_binary(sample_listing());
  for (std::size_t length = 0; length < bytes.size(); ++length) BOOST_TEST_REQUIRE(!reads(bytes.substr(0, length)));
  BOOST_TEST(!reads(bytes + '\0'));
}

BOOST_AUTO_TEST_CASE(flipped_bits_never_crash) {
  const auto bytes = to_binary(sample_listing());
  int refused = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      auto damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
      refused += !reads(damaged);
    }
  BOOST_TEST(refused > 0);
}

BOOST_AUTO_TEST_CASE(random_bytes_never_crash) {
  std::mt19937_64 random{7};
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes(random() % 400, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % 4 == 0 ? random() : 0);
    reads(bytes);
  }
}

BOOST_AUTO_TEST_CASE(a_huge_count_of_items_is_refused_before_anything_is_allocated) {
  domain::preferred_tenant tenant;
  BOOST_TEST(!from_binary(std::string{"\xFF\xFF\xFF\x7F\0\0\0\0", 8}, tenant));
  BOOST_TEST(tenant.occupations.capacity() < 100U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace binary_test
