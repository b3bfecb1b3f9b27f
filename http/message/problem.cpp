#include "http/message/problem.hpp"

#include <spdlog/spdlog.h>

#include "codec/json_writer.hpp"
#include "domain/kernel/errors/unavailable.hpp"

namespace homigo::http {
namespace {

using domain::errc;

/// `wrong_state` → "Wrong state".
std::string title_of(std::string_view code) {
  std::string title{code};
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

std::string problem_json(const domain::failure& why, std::string_view request_id, const extension_member& more) {
  const auto code = domain::to_string(why.code);
  std::string out = "{";
  append_member(out, "type", "urn:homigo:problem:" + std::string{code});
  append_member(out, "title", title_of(code));
  out += ",\"status\":" + std::to_string(domain::status_of(why.code));
  append_member(out, "detail", why.detail);
  append_member(out, "code", code);
  append_member(out, "request_id", request_id);
  if (!why.errors.empty() || domain::status_of(why.code) == 422) append_errors(out, why.errors);
  if (!more.name.empty()) append_member(out, more.name, more.value);
  return out += '}';
}

response problem(const domain::failure& why, std::string_view request_id, const extension_member& more) {
  response r;
  r.status = domain::status_of(why.code);
  r.content_type = "application/problem+json";
  r.body = problem_json(why, request_id, more);
  if (const auto wait = why.retry_after ? why.retry_after : domain::retry_after_of(why.code)) {
    const auto later = std::to_string(wait->count());
    r.headers.emplace_back("Retry-After", later);
    if (r.status == 429) {
      r.headers.emplace_back("RateLimit-Remaining", "0");
      r.headers.emplace_back("RateLimit-Reset", later);
    }
  }
  if (r.status == 401) r.headers.emplace_back("WWW-Authenticate", "Bearer");
  return r;
}

domain::failure failure_of(std::exception_ptr thrown, std::string_view route, std::string_view request_id) {
  try {
    std::rethrow_exception(thrown);
  } catch (const domain::unavailable& away) {
    spdlog::warn("unavailable route=\"{}\" request_id={} code={} cause=\"{}\"", route, request_id,
                 domain::to_string(away.code), away.what());
    return domain::refusal(away.code);
  } catch (const std::exception& e) {
    spdlog::error("unexpected route=\"{}\" request_id={} cause=\"{}\"", route, request_id, e.what());
  } catch (...) {
    spdlog::error("unexpected route=\"{}\" request_id={} cause=\"not a std::exception\"", route, request_id);
  }
  return domain::refusal(errc::internal);
}

}  // namespace homigo::http
