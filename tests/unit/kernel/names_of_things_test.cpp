#include <boost/test/unit_test.hpp>

#include "codec/json_reader.hpp"
#include "domain/postings/amenity.hpp"
#include "domain/postings/city.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/normalisation.hpp"
#include "domain/postings/search.hpp"
#include "tests/unit/codec/samples.hpp"

namespace names_of_things_test {

using namespace homigo;
using samples::listing_json;
using samples::with;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(names_of_things)

BOOST_AUTO_TEST_CASE(amenities_have_one_name_each_and_unknown_ones_stay) {
  words named{"Wi-Fi", "internet", "WiFi", "Air Conditioner", "Helipad", "helipad", "POWER BACKUP"};
  domain::canonicalise_amenities(named);
  BOOST_TEST(named == (words{"wifi", "ac", "helipad", "power_backup"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(no_word_stands_for_two_amenities) {
  for (const auto& one : domain::amenities()) {
    words named{std::string{one.name}, std::string{one.label}};
    for (const auto synonym : one.synonyms) named.emplace_back(synonym);
    domain::canonicalise_amenities(named);
    BOOST_TEST(named.size() == 1U, one.name);
  }
}

BOOST_AUTO_TEST_CASE(cities_have_one_name_each) {
  BOOST_TEST(domain::canonical_city("bombay") == "Mumbai");
  BOOST_TEST(domain::canonical_city("BANGALORE") == domain::canonical_city("Bengaluru"));
  BOOST_TEST(domain::canonical_city("New  Delhi") == "Delhi");
  BOOST_TEST(domain::canonical_city("Alibag") == "Alibag");
}

BOOST_AUTO_TEST_CASE(what_is_stored_and_what_is_sought_are_called_alike) {
  const auto stored = codec::read_json<domain::listing_content>(
                          with(with(listing_json, "\"wifi\"", "\"Internet\""), "\"Mumbai\"", "\" bombay \""))
                          .value();
  domain::listing_search search;
  search.city = "BOMBAY";
  search.amenities = {"Wi-Fi"};
  domain::normalise(search);
  BOOST_TEST(stored.address.city == *search.city);
  BOOST_TEST(stored.amenities.at(0) == search.amenities.at(0));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace names_of_things_test
