#include "http/message/problem.hpp"

#include <boost/test/unit_test.hpp>

#include "domain/kernel/errors/unavailable.hpp"

namespace homigo::http::problem_test {
namespace {

using domain::errc;

BOOST_AUTO_TEST_SUITE(http_problem)

BOOST_AUTO_TEST_CASE(a_problem_names_its_fields) {
  const auto why = domain::invalid_field("/title", "too_short", "must have \"3\" characters");
  BOOST_TEST(problem_json(why, "r1") ==
             R"({"type":"urn:homigo:problem:invalid_fields","title":"Invalid fields","status":422,)"
             R"("detail":"Some fields are not valid.","code":"invalid_fields","request_id":"r1",)"
             R"("errors":[{"pointer":"/title","code":"too_short","message":"must have \"3\" characters"}]})");
}

BOOST_AUTO_TEST_CASE(overload_says_when_to_come_back) {
  const auto r = problem({errc::overloaded, "busy", {}, std::chrono::seconds{7}}, "r");
  BOOST_TEST(r.status == 503U);
  BOOST_TEST((r.headers == field_list{{"Retry-After", "7"}}));
}

BOOST_AUTO_TEST_CASE(a_failure_that_does_not_say_when_to_come_back_has_the_time_of_its_code) {
  BOOST_TEST((problem({errc::quota_exceeded, ""}, "r").headers ==
              field_list{{"Retry-After", "60"}, {"RateLimit-Remaining", "0"}, {"RateLimit-Reset", "60"}}));
  BOOST_TEST((problem({errc::storage_unavailable, ""}, "r").headers == field_list{{"Retry-After", "5"}}));
  BOOST_TEST(problem({errc::conflict, ""}, "r").headers.empty());
}

BOOST_AUTO_TEST_CASE(a_thrown_unavailable_keeps_its_code_and_hides_its_cause) {
  const auto thrown = std::make_exception_ptr(domain::unavailable(errc::database_unavailable, "host=10.0.0.1 refused"));
  const auto why = failure_of(thrown, "GET /x", "r");
  BOOST_TEST((why.code == errc::database_unavailable));
  BOOST_TEST(why.detail.find("10.0.0.1") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(anything_else_thrown_is_an_opaque_500) {
  const auto why = failure_of(std::make_exception_ptr(std::runtime_error("secret")), "GET /x", "r");
  BOOST_TEST(domain::status_of(why.code) == 500U);
  BOOST_TEST(why.detail.find("secret") == std::string::npos);
  BOOST_TEST(domain::status_of(failure_of(std::make_exception_ptr(42), "GET /x", "r").code) == 500U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::problem_test
