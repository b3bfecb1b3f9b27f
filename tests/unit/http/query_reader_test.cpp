#include "http/query_reader.hpp"

#include <boost/test/unit_test.hpp>

#include "sample_edge.hpp"

namespace homigo::http {
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
                       {"bbox", "1,2.5,-3,4"},
                       {"unknown", "ignored"},
                       {"unknown", "twice"}});
  BOOST_REQUIRE(s);
  BOOST_TEST(s->page.limit == 5);
  BOOST_TEST(s->near->longitude == 72.8777);
  BOOST_TEST(s->colours.size() == 3U);
  BOOST_TEST(*s->furnished);
  BOOST_TEST(domain::to_string(*s->by) == "2026-12-01");
  BOOST_TEST(s->owner.has_value());
  BOOST_TEST(s->bbox == (std::vector<double>{1, 2.5, -3, 4}), boost::test_tools::per_element());
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
  for (const auto* text : {"", "1x", " 1", "1.5", "99999999999", "0x10"}) BOOST_TEST(!read({{"limit", text}}), text);
  for (const auto* text : {"nan,1", "1,inf", "1"}) BOOST_TEST(!read({{"near", text}}), text);
}

BOOST_AUTO_TEST_CASE(a_single_value_twice_is_malformed) {
  const auto s = read({{"limit", "1"}, {"limit", "2"}});
  BOOST_REQUIRE(!s);
  BOOST_TEST((s.error().code == errc::malformed_request));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http
