#include "http/response_head.hpp"

#include <boost/beast/http/status.hpp>
#include <cstdio>

namespace homigo::http {
namespace {

/// RFC 9110: `Mon, 23 Nov 2026 10:15:30 GMT`.
std::string http_date(domain::instant now) {
  constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(now - day)};
  char text[64];
  std::snprintf(text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d GMT", days[std::chrono::weekday{day}.c_encoding()],
                static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                static_cast<int>(date.year()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return text;
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  if (value.find_first_of("\r\n") != value.npos) return;
  ((out += name) += ": ") += value;
  out += "\r\n";
}

bool may_have_body(unsigned status) { return status >= 200 && status != 204 && status != 304; }

}  // namespace

std::string response_head(const response& answer, const head_facts& facts) {
  const auto reason = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(answer.status));
  std::string out = facts.http_1_0 ? "HTTP/1.0 " : "HTTP/1.1 ";
  out += std::to_string(answer.status) + ' ' + std::string{reason.data(), reason.size()} + "\r\n";
  append_field(out, "Date", http_date(facts.now));
  if (!answer.content_type.empty()) append_field(out, "Content-Type", answer.content_type);
  if (may_have_body(answer.status)) append_field(out, "Content-Length", std::to_string(answer.body.size()));
  if (!facts.request_id.empty()) append_field(out, "X-Request-Id", facts.request_id);
  append_field(out, "X-Content-Type-Options", "nosniff");
  for (const auto& [name, value] : answer.headers) append_field(out, name, value);
  if (!facts.keep_alive)
    append_field(out, "Connection", "close");
  else if (facts.http_1_0)
    append_field(out, "Connection", "keep-alive");
  return out += "\r\n";
}

}  // namespace homigo::http
