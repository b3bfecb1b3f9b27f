#include "http/server/response_head.hpp"

#include <boost/beast/http/status.hpp>
#include <charconv>
#include <cstdio>

namespace homigo::http {
namespace {

/// RFC 9110: `Mon, 23 Nov 2026 10:15:30 GMT`.
std::string http_date(std::chrono::sys_seconds now) {
  constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{now - day};
  char text[64];
  std::snprintf(text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d GMT", days[std::chrono::weekday{day}.c_encoding()],
                static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                static_cast<int>(date.year()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return text;
}

/// The date is written once a second, not once an answer.
std::string_view date_of(domain::instant now) {
  struct written {
    std::chrono::sys_seconds at{};
    std::string text;
  };
  thread_local written last;
  const auto second = std::chrono::floor<std::chrono::seconds>(now);
  if (last.text.empty() || last.at != second) last = {second, http_date(second)};
  return last.text;
}

void append_number(std::string& out, std::size_t number) {
  char digits[24];
  const auto written = std::to_chars(digits, digits + sizeof digits, number);
  out.append(digits, written.ptr);
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  if (value.find_first_of("\r\n") != value.npos) return;
  out.append(name).append(": ").append(value).append("\r\n");
}

void append_status(std::string& out, unsigned status, bool http_1_0) {
  const auto reason = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(status));
  out += http_1_0 ? "HTTP/1.0 " : "HTTP/1.1 ";
  append_number(out, status);
  (out += ' ').append(reason.data(), reason.size()).append("\r\n");
}

bool may_have_body(unsigned status) { return status >= 200 && status != 204 && status != 304; }

}  // namespace

void append_head(std::string& out, const response& answer, const head_facts& facts) {
  append_status(out, answer.status, facts.http_1_0);
  append_field(out, "Date", date_of(facts.now));
  if (!answer.content_type.empty()) append_field(out, "Content-Type", answer.content_type);
  if (may_have_body(answer.status)) {
    out += "Content-Length: ";
    append_number(out, answer.body.size());
    out += "\r\n";
  }
  if (!facts.request_id.empty()) append_field(out, "X-Request-Id", facts.request_id);
  out += "X-Content-Type-Options: nosniff\r\n";
  for (const auto& [name, value] : answer.headers) append_field(out, name, value);
  if (!facts.keep_alive)
    out += "Connection: close\r\n";
  else if (facts.http_1_0)
    out += "Connection: keep-alive\r\n";
  out += "\r\n";
}

}  // namespace homigo::http
