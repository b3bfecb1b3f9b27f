#include "http/message/request_head.hpp"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include "http/message/byte_count.hpp"
#include "http/message/header_syntax.hpp"
#include "http/message/media_type.hpp"

namespace homigo::http {
namespace {

using domain::errc;
using domain::failure;
namespace beast_http = boost::beast::http;

constexpr std::size_t usual_fields = 12;
constexpr std::uint64_t reserved_at_most = 262'144;  // a length is only a promise

method verb_of(beast_http::verb verb) {
  using from = beast_http::verb;
  if (verb == from::get) return method::get;
  if (verb == from::head) return method::head;
  if (verb == from::post) return method::post;
  if (verb == from::put) return method::put;
  if (verb == from::patch) return method::patch;
  if (verb == from::delete_) return method::delete_;
  if (verb == from::options) return method::options;
  return method::other;
}

/// What has one value: with two, readers before and behind us could each believe another.
constexpr std::string_view single_valued[] = {"authorization",
                                              "content-encoding",
                                              "content-length",
                                              "content-type",
                                              "expect",
                                              "host",
                                              "idempotency-key",
                                              "if-match",
                                              "if-modified-since",
                                              "origin",
                                              "sec-websocket-key",
                                              "sec-websocket-version",
                                              "user-agent",
                                              "x-request-id",
                                              "transfer-encoding"};

}  // namespace

void request_parser::on_request_impl(beast_http::verb verb, text, text asked, int number, error_code&) {
  head.verb = verb_of(verb);
  head.headers.reserve(usual_fields);
  target.assign(asked.data(), asked.size());
  version = number;
}

void request_parser::on_field_impl(beast_http::field field, text name, text value, error_code&) {
  if (field == beast_http::field::expect) wants_continue = boost::beast::iequals(value, "100-continue");
  head.headers.emplace_back(lower({name.data(), name.size()}), std::string{value.data(), value.size()});
}

void request_parser::on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) {
  if (length) body.reserve(static_cast<std::size_t>(std::min(*length, reserved_at_most)));
}

std::size_t request_parser::on_body_impl(text piece, error_code&) {
  body.append(piece.data(), piece.size());
  return piece.size();
}

domain::result<void> request_parser::check_head() const {
  const auto count = [&](std::string_view name) {
    return std::ranges::count_if(head.headers, [&](const auto& field) { return field.first == name; });
  };
  for (const auto name : single_valued)
    if (count(name) > 1)
      return failure{errc::malformed_request, "The header " + std::string{name} + " was given more than once."};
  if (version == 11 && count("host") == 0) return failure{errc::malformed_request, "The header Host is missing."};
  if (const auto* host = head.header("host"); host && !is_host(*host))
    return failure{errc::malformed_request, "The header Host does not name a host."};
  // A coding that we do not undo would make the body's end uncertain.
  if (const auto* coding = head.header("transfer-encoding"); coding && lower(*coding) != "chunked")
    return failure{errc::malformed_request, "The transfer coding is not supported."};
  return {};
}

domain::result<void> check_upgrade(const request& head, const beast_request& same) {
  const auto* version = head.header("sec-websocket-version");
  if (!version || *version != "13" || !boost::beast::websocket::is_upgrade(same))
    return failure{errc::malformed_request, "This address only accepts WebSocket connections (version 13)."};
  const auto* key = head.header("sec-websocket-key");
  if (!key || !is_websocket_key(*key))
    return failure{errc::malformed_request, "Sec-WebSocket-Key must be 16 bytes in base64."};
  return {};
}

beast_request as_beast(const request& head, std::string_view target, int version) {
  beast_request message{beast_http::verb::get, target, static_cast<unsigned>(version)};
  for (const auto& [name, value] : head.headers) message.insert(name, value);
  return message;
}

std::optional<failure> unreadable(boost::system::error_code why, std::size_t header_limit) {
  using boost::beast::http::error;
  if (why == error::header_limit || why == error::buffer_overflow)
    return failure{errc::payload_too_large, "The headers can be at most " + bytes_text(header_limit) + '.'};
  const bool is_syntax = why.category() == make_error_code(error::bad_method).category();
  if (!is_syntax || why == error::end_of_stream || why == error::partial_message) return std::nullopt;
  return failure{errc::malformed_request, "This is not HTTP: " + why.message()};
}

}  // namespace homigo::http
