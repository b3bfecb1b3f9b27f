#include "http/pipeline/cors.hpp"

#include <algorithm>
#include <string>

#include "http/message/media_type.hpp"

namespace homigo::http {
namespace {

// What a script may read beside the few headers that browsers show anyway.
constexpr std::string_view exposed =
    "ETag, Idempotency-Replayed, Location, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, "
    "X-Request-Id";
constexpr std::string_view accepted =
    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id";
constexpr std::string_view preflight_seconds = "600";

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  constexpr std::string_view separators = ", \t";
  for (auto at = text.find_first_not_of(separators); at != text.npos; at = text.find_first_not_of(separators)) {
    text.remove_prefix(at);
    const auto end = std::min(text.find_first_of(separators), text.size());
    words.push_back(lower(text.substr(0, end)));
    text.remove_prefix(end);
  }
  return words;
}

/// What stands behind `http://` or `https://`; empty for anything else.
std::string_view authority_of(std::string_view origin) {
  for (const std::string_view scheme : {"https://", "http://"})
    if (origin.substr(0, scheme.size()) == scheme) return origin.substr(scheme.size());
  return {};
}

bool is_origin(std::string_view text) {
  const auto authority = authority_of(text);
  return !authority.empty() && authority.find_first_of("/?#@\\*") == authority.npos;
}

bool is_own(const request& asked, std::string_view origin) {
  const auto* host = asked.header("host");
  return host && authority_of(lower(origin)) == lower(*host);
}

}  // namespace

cors_policy::cors_policy(std::string_view origins) : origins_(split(origins)) {
  any_ = origins_.size() == 1 && origins_.front() == "*";
}

std::string cors_policy::complaint(std::string_view origins) {
  const auto words = split(origins);
  if (words.size() == 1 && words.front() == "*") return {};
  for (const auto& word : words)
    if (!is_origin(word))
      return "\"" + word + "\" is no origin: http.cors_origins takes a list like https://app.example.in, or * alone.";
  return {};
}

bool cors_policy::admits(std::string_view origin) const {
  return any_ || std::ranges::find(origins_, lower(origin)) != origins_.end();
}

void cors_policy::add_headers(const request& asked, field_list& headers) const {
  if (origins_.empty()) return;
  if (!any_) headers.emplace_back("Vary", "Origin");
  const auto* origin = asked.header("origin");
  if (!origin || !admits(*origin)) return;
  headers.emplace_back("Access-Control-Allow-Origin", any_ ? "*" : *origin);
  headers.emplace_back("Access-Control-Expose-Headers", exposed);
}

std::optional<response> cors_policy::preflight(const request& asked, std::string_view allow) const {
  const auto* origin = asked.header("origin");
  if (asked.verb != method::options || !origin || !asked.header("access-control-request-method")) return std::nullopt;
  if (!admits(*origin)) return std::nullopt;
  response r;
  r.status = 204;
  r.content_type.clear();
  r.headers.emplace_back("Allow", allow);
  r.headers.emplace_back("Access-Control-Allow-Methods", allow);
  r.headers.emplace_back("Access-Control-Allow-Headers", accepted);
  r.headers.emplace_back("Access-Control-Max-Age", preflight_seconds);
  return r;
}

bool cors_policy::admits_upgrade(const request& asked) const {
  const auto* origin = asked.header("origin");
  return !origin || admits(*origin) || is_own(asked, *origin);
}

}  // namespace homigo::http
