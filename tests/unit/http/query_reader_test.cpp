#include "http/message/query_reader.hpp"

#include <boost/test/unit_test.hpp>

#include "sample_edge.hpp"

namespace homigo::http::query_reader_test {
namespace {

using domain::errc;
using testing::search;

domain::result<search> read(const field_list& query) {
  search s;
  if (auto done = read_query(query, domain::descriptor<search>(), &s); !done) return done.error();
  return s;
}

BOOST_AUTO_TEST_SUITE(http_query_reader)

BOOST_AUTO_TEST_CASE(every_kind_is_read_by_its_name) {
  const auto s = read({{"limit", "5"},
                       {"near", "19.076,72.8777"},
                       {"colours", "red,green"},
                       {"colours", "red"},
                       {"furnished", "true"},
                       {"by", "2026-12-01"},
                       {"owner", "0190d5a0-0000-7000-8000-000000000001"},
                       {"bbox", "1,2.5,-3,4"}});
  BOOST_REQUIRE(s);
  BOOST_TEST(s->page.limit == 5);
  BOOST_TEST(s->near->longitude == 72.8777);
  BOOST_TEST(s->colours.size() == 3U);
  BOOST_TEST(*s->furnished);
  BOOST_TEST(domain::to_string(*s->by) == "2026-12-01");
  BOOST_TEST(s->owner.has_value());
  BOOST_TEST(s->bbox.value() == (std::vector<double>{1, 2.5, -3, 4}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(defaults_hold_for_what_is_absent) {
  const auto s = read({});
  BOOST_REQUIRE(s);
  BOOST_TEST(s->page.limit == 20);
  BOOST_TEST(!s->near);
}

BOOST_AUTO_TEST_CASE(every_error_is_told_with_its_pointer) {
  const auto s = read({{"limit", "101"},
                       {"near", "here"},
                       {"colours", "red,blue"},
                       {"furnished", "yes"},
                       {"by", "2026-02-30"},
                       {"owner", "7"},
                       {"bbox", "1,,2"}});
  BOOST_REQUIRE(!s);
  BOOST_TEST((s.error().code == errc::invalid_fields));
  std::vector<std::string> pointers;
  for (const auto& e : s.error().errors) pointers.push_back(e.pointer);
  const std::vector<std::string> expected{"/query/near",  "/query/colours", "/query/furnished", "/query/by",
                                          "/query/owner", "/query/bbox",    "/query/limit"};
  BOOST_TEST(pointers == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(numbers_are_read_whole) {
  for (const auto* text : {"", "1x", " 1", "1.5", "99999999999", "0x10", "01", "-01"})
    BOOST_TEST(!read({{"limit", text}}), text);
  for (const auto* text : {"nan,1", "1,inf", "1"}) BOOST_TEST(!read({{"near", text}}), text);
}

BOOST_AUTO_TEST_CASE(a_list_may_be_separated_by_commas_or_repeated_or_both) {
  const std::vector<double> box{1, 2, 3, 4};
  for (const auto& query : {field_list{{"bbox", "1,2,3,4"}, {"limit", "2"}},
                            field_list{{"bbox", "1"}, {"bbox", "2"}, {"limit", "2"}, {"bbox", "3"}, {"bbox", "4"}},
                            field_list{{"bbox", "1,2"}, {"bbox", "3,4"}}}) {
    const auto s = read(query);
    BOOST_REQUIRE(s);
    BOOST_TEST(s->bbox.value() == box, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(a_parameter_that_is_not_known_is_named_with_the_nearest_that_is) {
  const auto checked =
      check_parameters({{"limit", "1"}, {"colors", "red"}, {"zzzzzzzz", ""}}, &domain::descriptor<search>());
  BOOST_REQUIRE(!checked);
  BOOST_TEST(checked.error().detail == "\"colors\" is not a parameter of this address; did you mean colours?");
  BOOST_REQUIRE_EQUAL(checked.error().errors.size(), 2U);
  BOOST_TEST(checked.error().errors.at(1).pointer == "/query/zzzzzzzz");
  BOOST_TEST(!check_parameters({{"limit", "1"}}, nullptr));
  BOOST_TEST(check_parameters({{"limit", "1"}, {"cursor", "x"}}, &domain::descriptor<search>()).has_value());
  BOOST_TEST(check_parameters({}, nullptr).has_value());
}

BOOST_AUTO_TEST_CASE(a_single_value_twice_is_malformed) {
  const auto s = read({{"limit", "1"}, {"limit", "2"}});
  BOOST_REQUIRE(!s);
  BOOST_TEST((s.error().code == errc::malformed_request));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::query_reader_test
