#include "http/sent_back.hpp"

#include "codec/foreign_fields.hpp"
#include "codec/json_reader.hpp"
#include "http/route.hpp"

namespace homigo::http {

bool has_foreign_fields(const call& c) { return codec::has_foreign_fields(c.request().body, *c.route().takes); }

std::vector<domain::field_error> foreign_fields(const call& c, std::string_view shown) {
  return codec::foreign_fields(c.request().body, *c.route().takes, c.route().answers, shown);
}

domain::result<void> lay_over(const call& c, const domain::type_descriptor& type, void* object,
                              std::string_view shown) {
  auto read = codec::read_json(c.request().body, type, object, codec::read_mode::merge);
  if (!read && read.error().code != domain::errc::invalid_fields) return read;
  auto errors = foreign_fields(c, shown);
  if (errors.empty()) return read;
  if (!read) errors.insert(errors.end(), read.error().errors.begin(), read.error().errors.end());
  return domain::failure{domain::errc::invalid_fields, "Some fields are not valid.", std::move(errors)};
}

}  // namespace homigo::http
