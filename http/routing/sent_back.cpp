#include "http/routing/sent_back.hpp"

#include <algorithm>

#include "codec/foreign_fields.hpp"
#include "codec/json_reader.hpp"
#include "http/routing/route.hpp"

namespace homigo::http {

bool has_foreign_fields(const call& c) { return codec::has_foreign_fields(c.request().body, *c.route().takes); }

std::vector<domain::field_error> foreign_fields(const call& c, std::string_view shown) {
  auto errors = codec::foreign_fields(c.request().body, *c.route().takes, c.route().answers, shown);
  std::erase_if(errors, [&](const auto& error) {
    return std::ranges::any_of(c.route().note.moving,
                               [&](auto field) { return error.pointer == "/" + std::string{field}; });
  });
  return errors;
}

domain::result<void> lay_over(const call& c, const domain::type_descriptor& type, void* object,
                              std::string_view shown) {
  const auto read = codec::read_json(c.request().body, type, object, codec::read_mode::merge);
  auto errors = foreign_fields(c, shown);
  if (errors.empty()) return read;
  auto refused = read ? domain::refusal(domain::errc::invalid_fields) : read.error();
  if (refused.code == domain::errc::invalid_fields)
    refused.errors.insert(refused.errors.begin(), errors.begin(), errors.end());
  return refused;
}

}  // namespace homigo::http
