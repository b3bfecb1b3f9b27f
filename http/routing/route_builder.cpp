#include "http/routing/route_builder.hpp"

namespace homigo::http::detail {

response rendered(const call& c, const domain::type_descriptor& type, const void* object) {
  auto r = c.answer();
  codec::append_json(r.body, type, object, c.audience());
  return r;
}

response rendered(const call& c, rendered_json json) {
  auto r = c.answer();
  r.body = std::move(json.text);
  return r;
}

response empty_answer(const call& c) {
  auto r = c.answer();
  r.content_type.clear();
  return r;
}

outcome unwrapped(call& c, domain::result<void> done) {
  if (!done) return done.error();
  return empty_answer(c);
}

}  // namespace homigo::http::detail
