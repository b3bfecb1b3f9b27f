#include "http/server/access_log.hpp"

#include <fmt/compile.h>
#include <spdlog/spdlog.h>

#include "http/server/access_log_limit.hpp"
#include "http/server/line_budget.hpp"

namespace homigo::http {

namespace {

/// What asks every few seconds for ever, and says nothing by succeeding.
bool is_probe(std::string_view route) {
  return route == "GET /healthz" || route == "GET /readyz" || route == "GET /metrics";
}

line_budget ordinary;
line_budget failures;  // 5xx: they must not drown among the others, nor drown the log in an outage

/// Whether the record gets its line; tells of those that got none.
bool takes(spdlog::logger& log, const access_record& r) {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  const bool is_failure = r.status >= 500;
  const auto verdict = (is_failure ? failures : ordinary).take(std::chrono::floor<std::chrono::seconds>(now).count());
  if (verdict.left_out > 0)
    log.info("requests left out of this log: {} {} in one second", verdict.left_out,
             is_failure ? "with status 5xx" : "with status below 500");
  return verdict.taken;
}

}  // namespace

void limit_access_log(std::int32_t lines) {
  ordinary.limit(lines);
  failures.limit(lines);
}

void log_access(const access_record& r) {
  auto* log = spdlog::default_logger_raw();
  const auto level = is_probe(r.route) && r.status == 200 ? spdlog::level::debug : spdlog::level::info;
  if (!log->should_log(level) || !takes(*log, r)) return;
  const auto tenths = (r.took.count() + 50) / 100;  // of a millisecond
  fmt::basic_memory_buffer<char, 512> line;
  fmt::format_to(std::back_inserter(line),
                 FMT_COMPILE("request route=\"{}\" status={} ms={}.{} bytes={} request_id={} user_id={} remote={}"),
                 r.route, r.status, tenths / 10, tenths % 10, r.bytes, r.request_id,
                 r.user_id ? domain::to_string(*r.user_id) : "-", r.remote_address);
  log->log(level, spdlog::string_view_t{line.data(), line.size()});
}

}  // namespace homigo::http
