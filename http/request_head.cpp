#include "http/request_head.hpp"

#include <algorithm>
#include <boost/beast/http/error.hpp>

#include "http/media_type.hpp"

namespace homigo::http {
namespace {

using domain::errc;
using domain::failure;

method verb_of(boost::beast::http::verb verb) {
  using from = boost::beast::http::verb;
  if (verb == from::get) return method::get;
  if (verb == from::head) return method::head;
  if (verb == from::post) return method::post;
  if (verb == from::put) return method::put;
  if (verb == from::patch) return method::patch;
  if (verb == from::delete_) return method::delete_;
  if (verb == from::options) return method::options;
  return method::other;
}

constexpr std::string_view single_valued[] = {"authorization",   "content-type", "host",
                                              "idempotency-key", "if-match",     "content-length"};

}  // namespace

domain::result<request> read_head(const beast_request& message) {
  request head;
  head.verb = verb_of(message.method());
  for (const auto& field : message) {
    const std::string_view name{field.name_string().data(), field.name_string().size()};
    head.headers.emplace_back(lower(name), std::string{field.value().data(), field.value().size()});
  }
  const auto count = [&](std::string_view name) {
    return std::ranges::count_if(head.headers, [&](const auto& field) { return field.first == name; });
  };
  for (const auto name : single_valued)
    if (count(name) > 1)
      return failure{errc::malformed_request, "The header " + std::string{name} + " came more than once."};
  if (message.version() == 11 && count("host") == 0)
    return failure{errc::malformed_request, "The header Host is missing."};
  // A coding that we do not undo would make the body's end uncertain.
  if (const auto* coding = head.header("transfer-encoding"); coding && lower(*coding) != "chunked")
    return failure{errc::malformed_request, "The transfer coding is not supported."};
  return head;
}

std::optional<failure> unreadable(boost::system::error_code why) {
  using boost::beast::http::error;
  if (why == error::header_limit || why == error::buffer_overflow)
    return failure{errc::payload_too_large, "The headers are too large."};
  const bool is_syntax = why.category() == make_error_code(error::bad_method).category();
  if (!is_syntax || why == error::end_of_stream || why == error::partial_message) return std::nullopt;
  return failure{errc::malformed_request, "This is not HTTP: " + why.message()};
}

}  // namespace homigo::http
