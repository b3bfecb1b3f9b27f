#include "http/pipeline/body_reader.hpp"

#include "codec/json_reader.hpp"
#include "domain/payments/payment.hpp"
#include "http/message/media_type.hpp"

namespace homigo::http {
namespace {

using domain::errc;
using domain::failure;

domain::result<void> check_json_type(const request& asked) {
  if (asked.body.empty()) return {};
  const auto* type = asked.header("content-type");
  if (type && is_json(*type)) return {};
  return failure{errc::unsupported_media_type, "The body must be application/json in UTF-8."};
}

/// Some clients always send JSON.
bool says_nothing(std::string_view body) {
  const auto text = trimmed(body);
  return text.empty() || text == "{}" || text == "null";
}

/// A browser comes back from a provider with whatever the provider adds; nothing in it is believed.
bool is_filled_by_strangers(const route& entry) { return entry.takes == &domain::descriptor<domain::payment_return>(); }

domain::result<std::shared_ptr<void>> read_object(call& c, std::optional<domain::date> today) {
  if (auto typed = check_json_type(c.request()); !typed) return typed.error();
  auto object = c.route().make_body();
  codec::read_options options;
  if (!is_filled_by_strangers(c.route())) options.unknown = codec::unknown_fields::refused;
  options.bare_list = c.route().takes_list;
  options.resource = c.route().answers;
  options.today = today;
  if (auto read = codec::read_json(c.request().body, *c.route().takes, object.get(), options); !read)
    return read.error();
  return object;
}

domain::result<std::shared_ptr<void>> read_parts(call& c) {
  auto& asked = c.mutable_request();
  const auto* type = asked.header("content-type");
  const auto boundary = type ? multipart_boundary(*type) : std::nullopt;
  if (!boundary) return failure{errc::unsupported_media_type, "The body must be multipart/form-data with a boundary."};
  auto parts = parse_multipart(*boundary, asked.body, c.route().parts);
  if (!parts) return parts.error();
  asked.parts = std::move(*parts);
  asked.body = {};  // photos are large: once is enough
  return std::shared_ptr<void>{};
}

}  // namespace

domain::result<std::shared_ptr<void>> read_body(call& c, std::optional<domain::date> today) {
  if (c.request().header("content-encoding") && c.route().body != body_kind::none)
    return failure{errc::unsupported_media_type, "Bodies must not be compressed."};
  switch (c.route().body) {
    case body_kind::json:
      return read_object(c, today);
    case body_kind::multipart:
      return read_parts(c);
    case body_kind::merge:
      if (auto typed = check_json_type(c.request()); !typed) return typed.error();
      return std::shared_ptr<void>{};
    case body_kind::none:
      if (!says_nothing(c.request().body)) return failure{errc::malformed_request, "This address takes no body."};
      break;
    case body_kind::raw:
      break;
  }
  return std::shared_ptr<void>{};
}

}  // namespace homigo::http
