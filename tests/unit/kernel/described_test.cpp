#include "domain/kernel/described/described.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>

#include "domain/feed/score.hpp"
#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"

namespace described_test {

using namespace homigo::domain;
using homigo::domain::detail::is_aggregate_of;

namespace {

template <class Last>
struct two_members {
  std::string first;
  Last last;
};

/// A description that names `first` alone must not pass, whatever the forgotten member is.
template <class Last>
constexpr bool forgetting_is_noticed =
    !is_aggregate_of<two_members<Last>, std::string> && is_aggregate_of<two_members<Last>, std::string, Last>;

static_assert(forgetting_is_noticed<bool>);
static_assert(forgetting_is_noticed<std::int32_t>);
static_assert(forgetting_is_noticed<std::int64_t>);
static_assert(forgetting_is_noticed<double>);
static_assert(forgetting_is_noticed<std::string>);
static_assert(forgetting_is_noticed<uuid>);
static_assert(forgetting_is_noticed<instant>);
static_assert(forgetting_is_noticed<date>);
static_assert(forgetting_is_noticed<geo_point>);
static_assert(forgetting_is_noticed<raw_json>);
static_assert(forgetting_is_noticed<posting_status>);
static_assert(forgetting_is_noticed<address>);
static_assert(forgetting_is_noticed<listing_content>);
static_assert(forgetting_is_noticed<std::vector<std::string>>);
static_assert(forgetting_is_noticed<std::vector<photo>>);
static_assert(forgetting_is_noticed<std::optional<std::string>>);
static_assert(forgetting_is_noticed<std::optional<std::int32_t>>);
static_assert(forgetting_is_noticed<std::optional<bool>>);
static_assert(forgetting_is_noticed<std::optional<instant>>);
static_assert(forgetting_is_noticed<std::optional<std::vector<factor>>>);
static_assert(forgetting_is_noticed<std::optional<preferred_tenant>>);
static_assert(!is_aggregate_of<two_members<std::int32_t>, std::int32_t, std::string>, "another order");

const field_descriptor& field_of(const type_descriptor& type, std::string_view name) {
  const auto* found = type.find(name);
  BOOST_TEST_REQUIRE((found != nullptr), name);
  return *found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(described)

BOOST_AUTO_TEST_CASE(a_table_holds_the_fields_in_their_order) {
  const auto& type = descriptor<address>();
  BOOST_TEST((type.kind == kind::object));
  BOOST_TEST(type.name == "address");
  const auto names = {"line1", "line2", "locality", "city", "state", "pincode"};
  BOOST_TEST(std::ranges::equal(type.fields, names, {}, &field_descriptor::name));
  BOOST_TEST((type.find("street") == nullptr));
}

BOOST_AUTO_TEST_CASE(optionals_lists_and_defaults_may_be_absent) {
  const auto& type = descriptor<requirement_content>();
  const std::map<std::string_view, bool> required{{"title", false},
                                                  {"budget_min", true},
                                                  {"radius_km", false},
                                                  {"priorities", false},
                                                  {"preferred_localities", false},
                                                  {"furnishing", false},
                                                  {"property_type", true}};
  for (const auto& [name, wanted] : required) BOOST_TEST(field_of(type, name).required == wanted, name);
}

BOOST_AUTO_TEST_CASE(fields_are_reached_in_the_object) {
  requirement_content r;
  const auto& field = field_of(descriptor<requirement_content>(), "budget_max");
  BOOST_TEST(field.type->set_integer(field.at(&r), 7));
  BOOST_TEST(r.budget_max == 7);
  BOOST_TEST(!field.type->set_integer(field.at(&r), std::int64_t{1} << 31));
  BOOST_TEST(r.budget_max == 7);
  field.restore(&r);
  BOOST_TEST(r.budget_max == 0);
}

BOOST_AUTO_TEST_CASE(words_that_cpp_does_not_allow_lose_their_underscore) {
  BOOST_TEST(wire_name(property_type::_4bhk_plus) == "4bhk_plus");
  BOOST_TEST(wire_name(occupancy_type::double_) == "double");
  BOOST_TEST(wire_name(match_status::visit_scheduled) == "visit_scheduled");
}

BOOST_AUTO_TEST_CASE(every_word_is_read_back_and_others_are_not) {
  const auto& type = descriptor<property_type>();
  for (std::size_t i = 0; i < type.names.size(); ++i) {
    property_type value{};
    BOOST_TEST(from_wire_name(type.names[i], value));
    BOOST_TEST(type.get_ordinal(&value) == i);
  }
  auto value = property_type::villa;
  for (const auto* wrong : {"", "_1bhk", "1BHK", "castle"}) BOOST_TEST(!from_wire_name(wrong, value));
  BOOST_TEST((value == property_type::villa));
}

BOOST_AUTO_TEST_CASE(confidential_columns_and_groups_are_marked) {
  const auto& type = descriptor<listing_content>();
  BOOST_TEST(field_of(type, "location").rule.is_confidential);
  BOOST_TEST(field_of(type, "location").rule.column_name == "coordinates");
  BOOST_TEST(field_of(descriptor<address>(), "line1").rule.is_confidential);
  BOOST_TEST(!field_of(descriptor<address>(), "city").rule.is_confidential);
  BOOST_TEST(field_of(descriptor<listing>(), "content").rule.is_inlined);
}

BOOST_AUTO_TEST_CASE(the_breakdowns_of_scores_name_the_factors_of_the_api) {
  const auto tenant = {"budget", "location", "lifestyle", "property_type", "furnishing", "verification_bonus"};
  BOOST_TEST(std::ranges::equal(descriptor<listing_score_breakdown>().fields, tenant, {}, &field_descriptor::name));
  const auto host = {"occupation", "budget", "lifestyle", "possession_date"};
  BOOST_TEST(std::ranges::equal(descriptor<requirement_score_breakdown>().fields, host, {}, &field_descriptor::name));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace described_test
