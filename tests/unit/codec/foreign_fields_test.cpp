#include "codec/foreign_fields.hpp"

#include <boost/test/unit_test.hpp>
#include <map>

#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/posting_change.hpp"
#include "tests/unit/codec/samples.hpp"

namespace foreign_fields_test {

using namespace homigo;
using samples::listing_json;
using samples::with;

namespace {

domain::listing shown() {
  domain::listing listing;
  listing.content = codec::read_json<domain::listing_content>(listing_json).value();
  listing.likes_count = 3;
  return listing;
}

std::map<std::string, std::string> errors_of(const std::string& body) {
  std::map<std::string, std::string> errors;
  for (const auto& e :
       codec::foreign_fields(body, domain::descriptor<domain::listing_change>(), &domain::descriptor<domain::listing>(),
                             codec::to_json(shown(), codec::audience::owner)))
    errors[e.pointer] = e.code;
  return errors;
}

using pointers = std::map<std::string, std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(foreign_fields)

BOOST_AUTO_TEST_CASE(a_resource_can_be_sent_back_as_it_was_shown) {
  BOOST_TEST(errors_of(codec::to_json(shown(), codec::audience::owner)).empty());
}

BOOST_AUTO_TEST_CASE(a_read_only_field_that_is_changed_is_refused) {
  BOOST_TEST((errors_of(R"({"likes_count": 99, "is_premium": true, "host_id": null})") ==
              pointers{{"/likes_count", "read_only"}, {"/is_premium", "read_only"}, {"/host_id", "read_only"}}));
  BOOST_TEST(errors_of(R"({"likes_count": 2})").empty());
}

BOOST_AUTO_TEST_CASE(unknown_fields_are_found_wherever_they_stand) {
  BOOST_TEST((errors_of(R"({"titel": "x", "address": {"citty": "y"}, "one_time_charges": [{"nam": "z"}],
                           "location": {"lat": 1}, "preferred_tenant": {"smokin": "no"}})") ==
              pointers{{"/titel", "unknown_field"},
                       {"/address/citty", "unknown_field"},
                       {"/one_time_charges/0/nam", "unknown_field"},
                       {"/location/lat", "unknown_field"},
                       {"/preferred_tenant/smokin", "unknown_field"}}));
}

BOOST_AUTO_TEST_CASE(the_nearest_known_name_is_told) {
  const auto& type = domain::descriptor<domain::listing_content>();
  const auto told = [&](std::string_view name) { return codec::foreign_field("/x", name, type, nullptr).message; };
  BOOST_TEST(told("rentMonthly").find("rent_monthly") != std::string::npos);
  BOOST_TEST(told("titel").find("title?") != std::string::npos);
  BOOST_TEST(told("zzzzzzzzzzzz").find("mean") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(creating_reports_unknown_and_read_only_fields_with_all_others) {
  domain::listing_content content;
  codec::read_options options;
  options.unknown = codec::unknown_fields::refused;
  options.resource = &domain::descriptor<domain::listing>();
  const auto read = codec::read_json(
      with(listing_json, "\"title\": \"Bright two rooms\"", R"("title": "", "colour": [{"a": 1}], "status": "active")"),
      domain::descriptor<domain::listing_content>(), &content, options);
  BOOST_TEST_REQUIRE(read.has_error());
  pointers errors;
  for (const auto& e : read.error().errors) errors[e.pointer] = e.code;
  BOOST_TEST((errors == pointers{{"/colour", "unknown_field"}, {"/status", "read_only"}, {"/title", "too_short"}}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace foreign_fields_test
