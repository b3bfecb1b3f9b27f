#include "http/routing/router.hpp"

#include <boost/test/unit_test.hpp>

namespace homigo::http::router_test {
namespace {

constexpr auto nothing_done = [](call&) -> domain::result<void> { return {}; };
const std::string an_id = "0190d5a0-0000-7000-8000-000000000001";

struct routes_fixture {
  router routes;
  routes_fixture() {
    routes.get("/listings").run(nothing_done);
    routes.post("/listings").run(nothing_done);
    routes.get("/listings/my").run(nothing_done);
    routes.get("/listings/{listing_id}").run(nothing_done);
    routes.del("/listings/{listing_id}/photos/{photo_id}").run(nothing_done);
    routes.get("/dev/{name:text}").at_root().run(nothing_done);
    routes.seal();
  }
  route_match find(method verb, std::vector<std::string> below_api) const {
    below_api.insert(below_api.begin(), {"api", "v1"});
    return routes.find(verb, below_api);
  }
};

BOOST_FIXTURE_TEST_SUITE(http_router, routes_fixture)

BOOST_AUTO_TEST_CASE(a_literal_goes_before_a_pattern) {
  BOOST_TEST(find(method::get, {"listings", "my"}).found->path == "/listings/my");
  BOOST_TEST(find(method::get, {"listings", an_id}).found->path == "/listings/{listing_id}");
}

BOOST_AUTO_TEST_CASE(what_is_no_uuid_is_an_unknown_path) {
  const auto match = find(method::get, {"listings", "42"});
  BOOST_TEST(!match.found);
  BOOST_TEST(match.allow.empty());
}

BOOST_AUTO_TEST_CASE(a_known_path_without_the_method_says_what_it_allows) {
  const auto match = find(method::put, {"listings"});
  BOOST_TEST(!match.found);
  BOOST_TEST(match.allow == "GET, HEAD, POST, OPTIONS");
}

BOOST_AUTO_TEST_CASE(head_finds_get) {
  const auto match = find(method::head, {"listings"});
  BOOST_REQUIRE(match.found);
  BOOST_TEST((match.found->verb == method::get));
}

BOOST_AUTO_TEST_CASE(parameters_are_given_in_order) {
  const auto other = "0190d5a0-0000-7000-8000-000000000002";
  const auto match = find(method::delete_, {"listings", an_id, "photos", other});
  BOOST_TEST(match.path_values == (std::vector<std::string>{an_id, other}), boost::test_tools::per_element());
  const call c{request{}, *match.found, match.path_values};
  BOOST_TEST(domain::to_string(c.id("photo_id")) == other);
}

BOOST_AUTO_TEST_CASE(a_root_route_is_not_below_the_api) {
  BOOST_TEST(routes.find(method::get, {"dev", "anything"}).found->full_path() == "/dev/{name:text}");
  BOOST_TEST(!find(method::get, {"dev", "anything"}).found);
  BOOST_TEST(!routes.find(method::get, {"dev", ""}).found);
}

BOOST_AUTO_TEST_CASE(two_routes_of_one_address_are_refused) {
  routes.get("/listings").run(nothing_done);
  BOOST_CHECK_THROW(routes.seal(), std::logic_error);
}

BOOST_AUTO_TEST_CASE(a_revision_is_read_from_if_match) {
  const auto revision = [&](std::string tag) {
    request asked;
    asked.headers.emplace_back("if-match", std::move(tag));
    return call{std::move(asked), *routes.all()[0], {}}.if_match();
  };
  BOOST_TEST(revision("\"12\"").value() == 12);
  BOOST_TEST(!revision("*"));
  for (const auto* tag : {"12", "W/\"12\"", "\"x\"", "\"\"", "\"-1\"", "\"1\", \"2\""})
    BOOST_TEST(revision(tag).value() == -1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::router_test
