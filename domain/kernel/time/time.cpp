#include "domain/kernel/time/time.hpp"

#include <array>

namespace homigo::domain {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// Reads fixed-width decimal fields from the front of a text.
class scanner {
public:
  explicit scanner(std::string_view text) : rest_(text) {}

  bool number(std::size_t width, int& out) {
    if (rest_.size() < width) return false;
    out = 0;
    for (std::size_t i = 0; i < width; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return false;
      out = out * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(width);
    return true;
  }

  bool literal(char lower) {
    if (rest_.empty() || (rest_[0] != lower && rest_[0] != lower - 'a' + 'A')) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool punctuation(char wanted) {
    if (rest_.empty() || rest_[0] != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// Digits after the decimal point, cut to milliseconds; at least one.
  bool fraction(int& ms) {
    int scale = 100;
    std::size_t count = 0;
    ms = 0;
    for (; count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9'; ++count, scale /= 10)
      ms += (rest_[count] - '0') * scale;
    rest_.remove_prefix(count);
    return count > 0;
  }

  bool at_end() const { return rest_.empty(); }

private:
  std::string_view rest_;
};

bool scan_date(scanner& in, date& out) {
  int year, month, day;
  if (!in.number(4, year) || !in.punctuation('-') || !in.number(2, month) || !in.punctuation('-') || !in.number(2, day))
    return false;
  const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day))};
  if (year == 0 || !ymd.ok()) return false;
  out = ymd;
  return true;
}

bool scan_offset(scanner& in, minutes& out) {
  out = minutes{0};
  if (in.literal('z')) return true;
  const int sign = in.punctuation('+') ? 1 : in.punctuation('-') ? -1 : 0;
  int h, m;
  if (sign == 0 || !in.number(2, h) || !in.punctuation(':') || !in.number(2, m) || h > 23 || m > 59) return false;
  out = sign * (hours{h} + minutes{m});
  return true;
}

}  // namespace

namespace {

/// Years beyond four digits do not occur: parse_date() takes none.
struct fixed_text {
  std::array<char, 24> bytes;
  std::size_t size = 0;

  void number(unsigned value, std::size_t width) {
    for (auto at = width; at > 0; --at, value /= 10) bytes[size + at - 1] = static_cast<char>('0' + value % 10);
    size += width;
  }
  void mark(char c) { bytes[size++] = c; }
  void day(date value) {
    const std::chrono::year_month_day ymd{value};
    number(static_cast<unsigned>(static_cast<int>(ymd.year())), 4);
    mark('-');
    number(static_cast<unsigned>(ymd.month()), 2);
    mark('-');
    number(static_cast<unsigned>(ymd.day()), 2);
  }
  std::string text() const { return {bytes.data(), size}; }
};

}  // namespace

std::string to_string(date value) {
  fixed_text out;
  out.day(value);
  return out.text();
}

std::string to_string(instant value) {
  const auto day = std::chrono::floor<std::chrono::days>(value);
  const std::chrono::hh_mm_ss time{value - day};
  fixed_text out;
  out.day(day);
  out.mark('T');
  out.number(static_cast<unsigned>(time.hours().count()), 2);
  out.mark(':');
  out.number(static_cast<unsigned>(time.minutes().count()), 2);
  out.mark(':');
  out.number(static_cast<unsigned>(time.seconds().count()), 2);
  out.mark('.');
  out.number(static_cast<unsigned>(time.subseconds().count()), 3);
  out.mark('Z');
  return out.text();
}

std::optional<date> parse_date(std::string_view text) {
  scanner in{text};
  date value;
  if (!scan_date(in, value) || !in.at_end()) return std::nullopt;
  return value;
}

std::optional<instant> parse_instant(std::string_view text) {
  scanner in{text};
  date day;
  int h, m, s, ms = 0;
  minutes offset;
  if (!scan_date(in, day) || !in.literal('t') || !in.number(2, h) || !in.punctuation(':') || !in.number(2, m) ||
      !in.punctuation(':') || !in.number(2, s) || h > 23 || m > 59 || s > 59)
    return std::nullopt;
  if (in.punctuation('.') && !in.fraction(ms)) return std::nullopt;
  if (!scan_offset(in, offset) || !in.at_end()) return std::nullopt;
  const instant value{day + hours{h} + minutes{m} + seconds{s} + milliseconds{ms} - offset};
  // An offset can carry it out of the years that text and database know.
  return is_writable(value) ? std::optional{value} : std::nullopt;
}

date india_day(instant value) { return std::chrono::floor<std::chrono::days>(value + hours{5} + minutes{30}); }

}  // namespace homigo::domain
