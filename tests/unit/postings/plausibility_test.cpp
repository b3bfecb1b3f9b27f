#include "domain/postings/plausibility.hpp"

#include <boost/test/unit_test.hpp>
#include <map>

#include "codec/json_reader.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"
#include "tests/unit/codec/samples.hpp"

namespace plausibility_test {

using namespace homigo;
using samples::listing_json;
using samples::requirement_json;
using samples::with;

namespace {

const domain::date today = *domain::parse_date("2026-11-28");

template <class Content>
std::map<std::string, std::string> errors_of(const std::string& json) {
  Content content;
  codec::read_options options;
  options.today = today;
  const auto read = codec::read_json(json, domain::descriptor<Content>(), &content, options);
  std::map<std::string, std::string> errors;
  if (!read)
    for (const auto& e : read.error().errors) errors[e.pointer] = e.code + ": " + e.message;
  return errors;
}

std::string listing_error(const std::string& from, const std::string& to, const std::string& pointer) {
  return errors_of<domain::listing_content>(with(listing_json, from, to))[pointer];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plausibility)

BOOST_AUTO_TEST_CASE(the_samples_are_sane) {
  BOOST_TEST(errors_of<domain::listing_content>(listing_json).empty());
  BOOST_TEST(errors_of<domain::requirement_content>(requirement_json).empty());
}

BOOST_AUTO_TEST_CASE(a_place_outside_india_is_refused_and_a_swapped_one_told) {
  const std::string here = R"("latitude": 19.11763, "longitude": 72.90605)";
  BOOST_TEST(listing_error(here, R"("latitude": 0, "longitude": 0)", "/location").starts_with("outside_india"));
  BOOST_TEST(listing_error(here, R"("latitude": 51.5, "longitude": -0.1)", "/location").starts_with("outside_india"));
  BOOST_TEST(listing_error(here, R"("latitude": 72.90605, "longitude": 19.11763)", "/location").ends_with("swapped?"));
  BOOST_TEST(!listing_error(here, R"("latitude": 0, "longitude": 0)", "/location").ends_with("swapped?"));
}

BOOST_AUTO_TEST_CASE(planned_dates_are_neither_past_nor_years_away) {
  const auto available = [](const std::string& day) {
    return listing_error("2026-12-01", day, "/available_from").substr(0, 6);
  };
  BOOST_TEST(available("2026-11-26") == "in_the");
  BOOST_TEST(available("1970-01-01") == "in_the");
  BOOST_TEST(available("2026-11-27") == "");
  BOOST_TEST(available("2028-11-27") == "");
  BOOST_TEST(available("2028-11-28") == "too_fa");
}

BOOST_AUTO_TEST_CASE(sums_out_of_all_proportion_to_the_rent_are_refused) {
  BOOST_TEST(
      listing_error("\"deposit\": 100000", "\"deposit\": 90000000", "/deposit").starts_with("out_of_proportion"));
  BOOST_TEST(listing_error("\"rent_monthly\": 42000", "\"rent_monthly\": 1, \"brokerage\": 9000000", "/brokerage")
                 .starts_with("out_of_proportion"));
  BOOST_TEST(listing_error("\"amount\": 150", "\"amount\": 9000000", "/recurring_charges/1/amount")
                 .starts_with("out_of_proportion"));
}

BOOST_AUTO_TEST_CASE(what_has_grown_old_does_not_stand_in_the_way_of_other_changes) {
  auto listing = codec::read_json<domain::listing_content>(listing_json).value();
  listing.available_from = *domain::parse_date("2020-01-01");
  codec::read_options options{codec::read_mode::merge};
  options.today = today;
  const auto merge = [&](const char* json) {
    auto copy = listing;
    return codec::read_json(json, domain::descriptor<domain::listing_content>(), &copy, options).has_value();
  };
  BOOST_TEST(merge(R"({"rent_monthly": 43000})"));
  BOOST_TEST(merge(R"({"available_from": "2020-01-01"})"));
  BOOST_TEST(!merge(R"({"available_from": "2020-01-02"})"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace plausibility_test
