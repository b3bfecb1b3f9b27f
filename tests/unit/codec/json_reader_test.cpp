#include "codec/json_reader.hpp"

#include <boost/test/unit_test.hpp>
#include <map>

#include "domain/conversations/chat.hpp"
#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"
#include "domain/users/sign_in.hpp"
#include "tests/unit/codec/samples.hpp"

namespace homigo::reader_test {

using domain::field;
using domain::rules;

struct parcel {
  std::string label;
  std::int64_t weight = 0;
  std::int32_t floors = 2;
  std::optional<std::string> note;
  std::optional<domain::raw_json> detail;
  std::vector<std::string> tags;
  bool operator==(const parcel&) const = default;
};
HOMIGO_DESCRIBED(parcel, label, weight, floors, note, detail, tags)
constexpr auto rules_of(const parcel*) { return rules(field("label").length(1, 10), field("floors").defaulted()); }
HOMIGO_TABLE(parcel)

}  // namespace homigo::reader_test

namespace json_reader_test {

using namespace homigo;
using codec::read_json;
using codec::read_mode;
using domain::errc;
using reader_test::parcel;
using samples::listing_json;
using samples::requirement_json;
using samples::with;

namespace {

using errors_by_pointer = std::multimap<std::string, std::string>;

template <class T>
errors_by_pointer errors_of(const std::string& json) {
  const auto read = read_json<T>(json);
  BOOST_TEST_REQUIRE(read.has_error());
  BOOST_TEST((read.error().code == errc::invalid_fields), read.error().detail);
  errors_by_pointer errors;
  for (const auto& e : read.error().errors) errors.emplace(e.pointer, e.code);
  return errors;
}

bool is_malformed(const std::string& json) {
  const auto read = read_json<parcel>(json);
  return read.has_error() && read.error().code == errc::malformed_request;
}

parcel read_parcel(const std::string& more) {
  const auto read = read_json<parcel>(R"({"label": "a", "weight": 1)" + more + "}");
  BOOST_TEST_REQUIRE(read.has_value());
  return read.value();
}

/// `count` times `open`, a 1, `count` times `close`.
std::string nested(std::size_t count, const std::string& open, const std::string& close) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += open;
  text += '1';
  for (std::size_t i = 0; i < count; ++i) text += close;
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_reader)

BOOST_AUTO_TEST_CASE(a_whole_listing_is_read) {
  const auto read = read_json<domain::listing_content>(listing_json);
  BOOST_TEST_REQUIRE(read.has_value());
  const auto& l = read.value();
  BOOST_TEST(l.title == "Bright two rooms");
  BOOST_TEST((l.property_type == domain::property_type::_2bhk));
  BOOST_TEST(!l.address.line2.has_value());
  BOOST_TEST(l.location.latitude == 19.11763);
  BOOST_TEST(l.brokerage == 0);
  BOOST_TEST(l.recurring_charges.at(0).included);
  BOOST_TEST(!l.recurring_charges.at(1).included);
  BOOST_TEST((l.available_from == *domain::parse_date("2026-12-01")));
  BOOST_TEST(*l.floor == 3);
  BOOST_TEST(!l.total_floors.has_value());
  BOOST_TEST(l.amenities.at(1) == "चाय");
  BOOST_TEST((l.rules.guest_policy == domain::guest_policy::day_only));
  BOOST_TEST((l.preferred_tenant->occupations.at(1) == domain::occupation::software_engineer));
}

BOOST_AUTO_TEST_CASE(what_may_be_absent_keeps_its_default) {
  const auto read = read_json<domain::requirement_content>(requirement_json);
  BOOST_TEST_REQUIRE(read.has_value());
  BOOST_TEST(read.value().radius_km == 10.0);
  BOOST_TEST((read.value().furnishing == domain::furnishing_preference::any));
}

BOOST_AUTO_TEST_CASE(every_error_is_told_at_once_with_its_pointer) {
  const auto errors = errors_of<domain::listing_content>(
      R"({"title": "x", "property_type": "castle", "rent_monthly": "much", "deposit": -1, "bathrooms": 1.5,
          "address": {"line1": "", "pincode": "012345", "city": 7}, "location": {"latitude": 91},
          "available_from": "2026-02-30", "amenities": ["wifi", 5, "a\u0007b"], "one_time_charges": [{"amount": 1}, 3],
          "rules": []})");
  const errors_by_pointer some{{"/title", "too_short"},
                               {"/property_type", "not_allowed"},
                               {"/rent_monthly", "wrong_type"},
                               {"/deposit", "out_of_range"},
                               {"/bathrooms", "wrong_type"},
                               {"/address/line1", "too_short"},
                               {"/address/city", "wrong_type"},
                               {"/address/pincode", "invalid_format"},
                               {"/address/state", "required"},
                               {"/location/latitude", "out_of_range"},
                               {"/location/longitude", "required"},
                               {"/available_from", "invalid_format"},
                               {"/amenities/1", "wrong_type"},
                               {"/amenities/2", "invalid_character"},
                               {"/one_time_charges/0/name", "required"},
                               {"/one_time_charges/1", "wrong_type"},
                               {"/rules", "wrong_type"},
                               {"/description", "required"}};
  for (const auto& [pointer, code] : some) {
    BOOST_TEST(errors.count(pointer) == 1U, pointer);
    const auto found = errors.find(pointer);
    if (found != errors.end()) BOOST_TEST(found->second == code, pointer << ": " << found->second);
  }
}

BOOST_AUTO_TEST_CASE(fields_are_held_against_each_other) {
  BOOST_TEST((errors_of<domain::requirement_content>(with(requirement_json, "15000", "35000")) ==
              errors_by_pointer{{"/budget_min", "inconsistent"}}));
  BOOST_TEST((errors_of<domain::requirement_content>(with(requirement_json, "\"occupancy\"", "\"budget\"")) ==
              errors_by_pointer{{"/priorities", "not_unique"}}));
  BOOST_TEST((errors_of<domain::requirement_content>(with(requirement_json, "\"occupancy\", ", "")) ==
              errors_by_pointer{{"/priorities", "too_short"}}));
}

BOOST_AUTO_TEST_CASE(a_field_that_could_not_be_read_is_held_against_nothing) {
  BOOST_TEST((errors_of<domain::requirement_content>(with(requirement_json, "25000", "\"x\"")) ==
              errors_by_pointer{{"/budget_max", "wrong_type"}}));
  BOOST_TEST((errors_of<domain::requirement_content>(with(requirement_json, "\"budget_max\"", "\"other\"")) ==
              errors_by_pointer{{"/budget_max", "required"}}));
  BOOST_TEST((errors_of<domain::requirement_content>(with(requirement_json, "\"occupancy\"", "\"view\"")) ==
              errors_by_pointer{{"/priorities/1", "not_allowed"}}));
}

BOOST_AUTO_TEST_CASE(one_fault_is_told_once_whichever_rules_it_breaks) {
  BOOST_TEST((errors_of<domain::requirement_content>(with(requirement_json, "25000", "-5")) ==
              errors_by_pointer{{"/budget_max", "out_of_range"}}));
  BOOST_TEST((errors_of<domain::signup_request>(
                  R"({"full_name": "Asha", "phone": "+919812345678", "email": "a@example.in", "user_type": "host",
                      "password": "        "})") == errors_by_pointer{{"/password", "nothing_to_see"}}));
  BOOST_TEST((errors_of<domain::verify_otp_request>(R"({"phone": 5, "channel": "phone", "otp": "123456"})") ==
              errors_by_pointer{{"/phone", "wrong_type"}}));
  BOOST_TEST(
      (errors_of<domain::message_request>(R"({"type": "song"})") == errors_by_pointer{{"/type", "not_allowed"}}));
}

BOOST_AUTO_TEST_CASE(a_place_off_the_globe_and_sums_beside_a_wrong_rent_are_one_fault_each) {
  auto errors = errors_of<domain::listing_content>(
      R"({"rent_monthly": 0, "deposit": 500000, "brokerage": 400000, "location": {"latitude": 91, "longitude": 72.8},
          "total_area_sqft": 0, "rentable_area_sqft": 300})");
  std::erase_if(errors, [](const auto& e) { return e.second == "required"; });
  BOOST_TEST((errors == errors_by_pointer{{"/location/latitude", "out_of_range"},
                                          {"/rent_monthly", "out_of_range"},
                                          {"/total_area_sqft", "out_of_range"}}));
}

BOOST_AUTO_TEST_CASE(a_merge_leaves_what_is_absent_and_clears_what_is_null) {
  parcel p = read_parcel(R"(, "floors": 5, "note": "hello", "tags": ["x", "y"])");
  const auto merge = [&](const char* json) {
    return read_json(json, domain::descriptor<parcel>(), &p, read_mode::merge).has_value();
  };
  const parcel before = p;
  BOOST_TEST(merge("{}"));
  BOOST_TEST(merge(""));
  BOOST_TEST((p == before));
  BOOST_TEST(merge(R"({"note": null, "tags": null, "weight": 9})"));
  BOOST_TEST(!p.note.has_value());
  BOOST_TEST(p.tags.empty());
  BOOST_TEST(p.weight == 9);
  BOOST_TEST(p.label == "a");
  BOOST_TEST(merge(R"({"tags": ["z"]})"));
  BOOST_TEST((p.tags == std::vector<std::string>{"z"}));
  BOOST_TEST(!merge(R"({"label": null})"));
}

BOOST_AUTO_TEST_CASE(null_gives_a_defaulted_field_its_default_again) {
  BOOST_TEST(read_parcel(R"(, "floors": null)").floors == 2);
  parcel p = read_parcel(R"(, "floors": 5)");
  BOOST_TEST(read_json(R"({"floors": null})", domain::descriptor<parcel>(), &p, read_mode::merge).has_value());
  BOOST_TEST(p.floors == 2);
  const auto r = read_json<domain::requirement_content>(
      with(requirement_json, R"({"smoking": "no", "pets": "any"})", R"(null, "radius_km": null)"));
  BOOST_TEST_REQUIRE(r.has_value());
  BOOST_TEST(r.value().radius_km == 10.0);
}

BOOST_AUTO_TEST_CASE(a_merge_goes_into_groups_and_new_items_need_their_fields) {
  auto l = read_json<domain::listing_content>(listing_json).value();
  const auto merge = [&](const char* json) {
    return read_json(json, domain::descriptor<domain::listing_content>(), &l, read_mode::merge).has_value();
  };
  BOOST_TEST(merge(R"({"address": {"city": "Pune"}, "preferred_tenant": {"smoking": "yes"}})"));
  BOOST_TEST(l.address.city == "Pune");
  BOOST_TEST(l.address.line1 == "12 Lake Road");
  BOOST_TEST(l.preferred_tenant->occupations.size() == 2U);
  BOOST_TEST(!merge(R"({"one_time_charges": [{"amount": 5}]})"));
}

BOOST_AUTO_TEST_CASE(unknown_fields_are_ignored_whatever_they_hold) {
  BOOST_TEST((read_parcel(R"(, "x": {"label": 5, "y": [{"label": []}]}, "z": [1, [2, "3"]], "w": null, "v": true)") ==
              read_parcel("")));
}

BOOST_AUTO_TEST_CASE(a_key_twice_is_refused) {
  BOOST_TEST(is_malformed(R"({"label": "a", "weight": 1, "label": "b"})"));
  BOOST_TEST(is_malformed(R"({"label": "a", "weight": 1, "x": 1, "x": 2})"));
  BOOST_TEST(is_malformed(R"({"label": "a", "weight": 1, "la\u0062el": "b"})"));
  const auto read =
      read_json<domain::listing_content>(with(listing_json, "\"locality\"", "\"city\": \"x\", \"locality\""));
  BOOST_TEST_REQUIRE(read.has_error());
  BOOST_TEST(read.error().detail == "The key /address/city appears twice.");
}

BOOST_AUTO_TEST_CASE(what_is_not_a_json_object_is_refused) {
  for (const char* text : {"null",
                           "true",
                           "5",
                           "\"text\"",
                           "[]",
                           "[{}]",
                           "{",
                           "}",
                           "{]",
                           "{} {}",
                           "{\"label\": }",
                           " ",
                           "{\"label\": \"a\" \"weight\": 1}",
                           "{'label': 'a'}",
                           "{\"weight\": NaN}",
                           "{\"weight\": Infinity}",
                           "{\"weight\": 01}",
                           "{\"weight\": +1}",
                           "{\"weight\": 1e999}",
                           "{\"label\": \"a",
                           "{,}",
                           "{\"weight\": 1,}",
                           "// {}"})
    BOOST_TEST(is_malformed(text), text);
}

BOOST_AUTO_TEST_CASE(texts_are_well_formed_utf_8) {
  for (const char* text :
       {R"("\ud800")", R"("\ud800x")", R"("\ud800\ud800")", R"("\udc00")", R"("x\uDFFFy")", "\"\xFF\"", "\"\xC0\xAF\"",
        "\"\xED\xA0\x80\"", "\"\xE2\x82\"", "\"\xF5\x80\x80\x80\"", "\"a\nb\""})
    for (const char* key : {"label", "unknown", "detail"})
      BOOST_TEST(is_malformed(std::string{R"({")"} + key + R"(": )" + text + "}"), key << text);
  BOOST_TEST(is_malformed(R"({"\udc00": 1})"));
  BOOST_TEST(read_json<parcel>(R"({"label": "\ud83c\udfe0퟿", "weight": 1})").value().label == "🏠퟿");
}

BOOST_AUTO_TEST_CASE(the_character_nul_is_refused_wherever_it_stands) {
  BOOST_TEST((errors_of<parcel>(R"({"label": "a\u0000b", "weight": 1})") ==
              errors_by_pointer{{"/label", "invalid_character"}}));
  BOOST_TEST(is_malformed(R"({"detail": {"x": "a\u0000b"}})"));
  BOOST_TEST(is_malformed(R"({"detail": {"a\u0000b": 1}})"));
  const std::string valid = R"({"label": "a", "weight": 1})";
  BOOST_TEST(is_malformed(valid + '\0'));
  BOOST_TEST(is_malformed(valid + '\0' + "{{{"));
}

BOOST_AUTO_TEST_CASE(numbers_keep_within_their_types) {
  BOOST_TEST(read_json<parcel>(R"({"label": "a", "weight": 9223372036854775807})").value().weight == INT64_MAX);
  BOOST_TEST(read_json<parcel>(R"({"label": "a", "weight": 1e3})").value().weight == 1000);
  for (const char* huge : {"9223372036854775808", "-9223372036854775809", "1e300", "99999999999999999999999999"})
    BOOST_TEST((errors_of<parcel>(std::string{R"({"label": "a", "weight": )"} + huge + "}") ==
                errors_by_pointer{{"/weight", "out_of_range"}}));
  BOOST_TEST((errors_of<parcel>(R"({"label": "a", "weight": 1, "floors": 2147483648})") ==
              errors_by_pointer{{"/floors", "out_of_range"}}));
}

BOOST_AUTO_TEST_CASE(deep_nesting_is_refused_and_harmless) {
  for (const auto& [open, close] : {std::pair<std::string, std::string>{"[", "]"}, {R"({"a":)", "}"}})
    for (const char* key : {"unknown", "detail"}) {
      BOOST_TEST(read_parcel(", \"" + std::string{key} + "\": " + nested(20, open, close)).label == "a");
      for (const std::size_t depth : {40U, 100'000U})
        BOOST_TEST(is_malformed(R"({")" + std::string{key} + R"(": )" + nested(depth, open, close) + "}"));
    }
  BOOST_TEST(is_malformed(std::string(1'000'000, '[')));
}

BOOST_AUTO_TEST_CASE(raw_json_passes_through_whatever_it_is) {
  for (const char* raw : {R"({"a":[1,2.5,{"b":null}],"c":"x\"y"})", "[]", "true", "5", "-1.5", "\"text\""}) {
    const auto p = read_parcel(std::string{", \"detail\": "} + raw + ", \"tags\": [\"after\"]");
    BOOST_TEST(p.detail->text == raw);
    BOOST_TEST(p.tags.at(0) == "after");
  }
  BOOST_TEST(!read_parcel(", \"detail\": null").detail.has_value());
}

BOOST_AUTO_TEST_CASE(lists_and_unknown_fields_are_bounded) {
  std::string list = "[\"x\"", wrong = "[5";
  for (int i = 0; i < 500; ++i) list += ",\"x\"", wrong += ",5";
  BOOST_TEST((errors_of<parcel>(R"({"label": "a", "weight": 1, "tags": )" + list + "]}") ==
              errors_by_pointer{{"/tags", "too_long"}}));
  BOOST_TEST(errors_of<parcel>(R"({"label": "a", "weight": 1, "tags": )" + wrong + "]}").size() <= 101U);
  std::string many = "{\"k0\": 0";
  for (int i = 1; i < 300; ++i) many += ",\"k" + std::to_string(i) + "\": 0";
  BOOST_TEST(is_malformed(many + "}"));
}

BOOST_AUTO_TEST_CASE(unreadable_json_of_our_own_is_a_programming_error) {
  parcel p;
  BOOST_CHECK_THROW(codec::read_trusted_json("{", domain::descriptor<parcel>(), &p), std::runtime_error);
  BOOST_CHECK_THROW(codec::read_trusted_json(R"({"weight": "x"})", domain::descriptor<parcel>(), &p),
                    std::runtime_error);
  codec::read_trusted_json(R"({"label": "longer than the rules allow"})", domain::descriptor<parcel>(), &p);
  BOOST_TEST(p.label == "longer than the rules allow");
}

BOOST_AUTO_TEST_CASE(cut_or_damaged_bodies_never_crash) {
  for (std::size_t length = 1; length < listing_json.size(); ++length)
    BOOST_TEST_REQUIRE(read_json<domain::listing_content>(listing_json.substr(0, length)).has_error());
  for (std::size_t at = 0; at < listing_json.size(); ++at)
    for (const int flip : {1, 2, 4, 8, 16, 32, 64, 128}) {
      auto damaged = listing_json;
      damaged[at] = static_cast<char>(damaged[at] ^ flip);
      const auto read = read_json<domain::listing_content>(damaged);
      BOOST_TEST_REQUIRE((read.has_value() || !read.error().detail.empty()));
    }
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_or_a_part_of_one_is_no_json) {
  for (const std::string mark : {"\xEF\xBB\xBF", "\xEF\xBB", "\xEF", "\xFE\xFF", "\xFF\xFE"})
    BOOST_TEST(is_malformed(mark + R"({"label": "a", "weight": 1})"), mark.size());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace json_reader_test
