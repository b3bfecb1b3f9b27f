// Points in time and calendar dates as the wire knows them; nothing here reads a clock.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace homigo::domain {

/// UTC, whole milliseconds: what the API shows is what is stored.
using instant = std::chrono::sys_time<std::chrono::milliseconds>;
/// A calendar date without time or zone.
using date = std::chrono::sys_days;

/// The days that texts and the database can hold.
inline constexpr date first_day{std::chrono::year{1} / 1 / 1};
inline constexpr date last_day{std::chrono::year{9999} / 12 / 31};
constexpr bool is_writable(date value) { return first_day <= value && value <= last_day; }
constexpr bool is_writable(instant value) { return first_day <= value && value < last_day + std::chrono::days{1}; }

/// `2026-11-22T10:15:30.123Z`.
std::string to_string(instant value);
/// `2026-12-01`.
std::string to_string(date value);

/// RFC 3339 with any offset and any number of second fractions (cut to milliseconds); years 1 to 9999.
std::optional<instant> parse_instant(std::string_view text);
/// `YYYY-MM-DD` of a day that exists.
std::optional<date> parse_date(std::string_view text);

/// The day in India (UTC+5:30, no summer time): daily quotas count in it.
date india_day(instant value);

/// What time it is; injected, so that tests decide. Implementations are thread-safe.
class clock {
public:
  virtual ~clock() = default;
  virtual instant now() const = 0;
};

}  // namespace homigo::domain
