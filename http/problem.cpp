#include "http/problem.hpp"

#include <spdlog/spdlog.h>

#include "codec/json_writer.hpp"
#include "domain/unavailable.hpp"

namespace homigo::http {
namespace {

using domain::errc;

constexpr std::chrono::seconds default_retry_after{1};

/// `wrong_state` → "Wrong state".
std::string title_of(errc code) {
  std::string title{domain::to_string(code)};
  for (auto& c : title)
    if (c == '_') c = ' ';
  title[0] = static_cast<char>(title[0] - 'a' + 'A');
  return title;
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  if (out.back() != '{') out += ',';
  codec::append_quoted(out, name);
  out += ':';
  codec::append_quoted(out, value);
}

void append_errors(std::string& out, const std::vector<domain::field_error>& errors) {
  out += ",\"errors\":[";
  for (const auto& e : errors) {
    if (out.back() != '[') out += ',';
    out += '{';
    append_member(out, "pointer", e.pointer);
    append_member(out, "code", e.code);
    append_member(out, "message", e.message);
    out += '}';
  }
  out += ']';
}

}  // namespace

unsigned status_of(errc code) {
  // No default: a new code does not compile before its status is decided.
  switch (code) {
    case errc::malformed_request:
      return 400;
    case errc::unauthorized:
      return 401;
    case errc::forbidden:
      return 403;
    case errc::not_found:
      return 404;
    case errc::method_not_allowed:
      return 405;
    case errc::conflict:
      return 409;
    case errc::wrong_state:
      return 409;
    case errc::already_matched:
      return 409;
    case errc::pair_closed:
      return 409;
    case errc::conversation_closed:
      return 409;
    case errc::photo_sequence_incomplete:
      return 409;
    case errc::payment_required:
      return 409;
    case errc::profile_required:
    case errc::already_active:
      return 409;
    case errc::precondition_failed:
      return 412;
    case errc::payload_too_large:
      return 413;
    case errc::unsupported_media_type:
      return 415;
    case errc::invalid_fields:
      return 422;
    case errc::as_id_required:
      return 422;
    case errc::idempotency_key_reused:
      return 422;
    case errc::request_in_progress:
      return 409;
    case errc::quota_exceeded:
      return 429;
    case errc::events_expired:
      return 410;
    case errc::overloaded:
      return 503;
    case errc::draining:
      return 503;
    case errc::database_unavailable:
      return 503;
    case errc::quarantined:
      return 503;
    case errc::outcome_unknown:
      return 503;
    case errc::internal:
      return 500;
  }
  return 500;
}

std::string problem_json(const domain::failure& why, std::string_view request_id) {
  const auto code = domain::to_string(why.code);
  std::string out = "{";
  append_member(out, "type", "urn:homigo:problem:" + std::string{code});
  append_member(out, "title", title_of(why.code));
  out += ",\"status\":" + std::to_string(status_of(why.code));
  append_member(out, "detail", why.detail);
  append_member(out, "code", code);
  append_member(out, "request_id", request_id);
  if (!why.errors.empty() || status_of(why.code) == 422) append_errors(out, why.errors);
  return out += '}';
}

response problem(const domain::failure& why, std::string_view request_id) {
  response r;
  r.status = status_of(why.code);
  r.content_type = "application/problem+json";
  r.body = problem_json(why, request_id);
  if (r.status == 429 || r.status == 503)
    r.headers.emplace_back("Retry-After", std::to_string(why.retry_after.value_or(default_retry_after).count()));
  if (r.status == 401) r.headers.emplace_back("WWW-Authenticate", "Bearer");
  return r;
}

domain::failure failure_of(std::exception_ptr thrown, std::string_view route, std::string_view request_id) {
  try {
    std::rethrow_exception(thrown);
  } catch (const domain::unavailable& away) {
    spdlog::warn("unavailable route=\"{}\" request_id={} code={} cause=\"{}\"", route, request_id,
                 domain::to_string(away.code), away.what());
    return {away.code, "The service cannot do this right now. Try again."};
  } catch (const std::exception& e) {
    spdlog::error("unexpected route=\"{}\" request_id={} cause=\"{}\"", route, request_id, e.what());
  } catch (...) {
    spdlog::error("unexpected route=\"{}\" request_id={} cause=\"not a std::exception\"", route, request_id);
  }
  return {errc::internal, "Something went wrong on our side."};
}

}  // namespace homigo::http
