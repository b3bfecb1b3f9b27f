#include "http/routing/unmatched.hpp"

#include "http/message/problem.hpp"

namespace homigo::http {
namespace {

using domain::errc;

response options_answer(const route_match& match) {
  response r;
  r.status = 204;
  r.content_type.clear();
  r.headers.emplace_back("Allow", match.allow);
  return r;
}

}  // namespace

response unmatched(const request& asked, const route_match& match) {
  if (match.allow.empty()) return problem({errc::not_found, "There is nothing at this address."}, asked.request_id);
  if (asked.verb == method::options) return options_answer(match);
  auto r = problem({errc::method_not_allowed, "Allowed here: " + match.allow + "."}, asked.request_id);
  r.headers.emplace_back("Allow", match.allow);
  return r;
}

}  // namespace homigo::http
