#include "bench/demo/report.hpp"

#include <fmt/format.h>

#include <iterator>

#include "bench/demo/stage.hpp"

namespace homigo::demo {
namespace {

double ms(load::histogram::duration time) { return static_cast<double>(time.count()) / 1000; }

void add_counts(std::string& out, const stage& play, std::chrono::milliseconds taken) {
  const auto seconds = static_cast<double>(taken.count()) / 1000;
  std::uint64_t calls = 0;
  for (const auto& [kind, record] : play.log.kinds()) calls += record.latency.count();
  const auto& n = play.counts;
  fmt::format_to(std::back_inserter(out), "{} tenants and {} hosts in {:.1f} s\n\n", play.people.tenants.size(),
                 play.people.hosts.size(), seconds);
  for (const auto& [name, count] :
       {std::pair{"swipes", n.swipes}, std::pair{"likes among them", n.likes}, std::pair{"dislikes undone", n.undone},
        std::pair{"matches", std::uint64_t{play.talks.size()}}, std::pair{"messages", n.messages},
        std::pair{"errors", play.log.errors()}})
    fmt::format_to(std::back_inserter(out), "  {:<18}{:>8}\n", name, count);
  fmt::format_to(std::back_inserter(out), "\n{} timed calls and deliveries, {:.0f} a second\n\n", calls,
                 static_cast<double>(calls) / std::max(seconds, 0.001));
}

void add_calls(std::string& out, const load::call_log& log) {
  fmt::format_to(std::back_inserter(out), "  {:<30}{:>8}{:>10}{:>10}{:>10}{:>9}{:>9}\n", "call", "count", "p50 ms",
                 "p99 ms", "max ms", "put off", "errors");
  for (const auto& [kind, record] : log.kinds())
    fmt::format_to(std::back_inserter(out), "  {:<30}{:>8}{:>10.1f}{:>10.1f}{:>10.1f}{:>9}{:>9}\n", kind,
                   record.latency.count(), ms(record.latency.percentile(50)), ms(record.latency.percentile(99)),
                   ms(record.latency.max()), record.put_off, record.errors);
  if (!log.first_failures().empty()) out += "\nThe first failures:\n";
  for (const auto& failure : log.first_failures()) out += "  " + failure + "\n";
}

void add_checks(std::string& out, const std::vector<check_result>& checks) {
  out += "\nChecked in SQL:\n";
  for (const auto& each : checks)
    fmt::format_to(std::back_inserter(out), "  {} {} ({} looked at{})\n", each.violations == 0 ? "ok  " : "FAIL",
                   each.statement, each.looked_at,
                   each.violations == 0 ? "" : fmt::format(", {} wrong", each.violations));
}

}  // namespace

std::string report(const stage& play, std::chrono::milliseconds taken, const std::vector<check_result>& checks) {
  std::string out = "\n";
  add_counts(out, play, taken);
  add_calls(out, play.log);
  add_checks(out, checks);
  out +=
      "\nBy SQL: the tenants' accounts, proofs, profiles and sessions, and the hosts' sessions. All else went over "
      "HTTP and "
      "WebSocket.\n";
  return out;
}

bool went_well(const stage& play, const std::vector<check_result>& checks) {
  if (play.log.errors() > 0) return false;
  for (const auto& each : checks)
    if (each.violations > 0) return false;
  return true;
}

}  // namespace homigo::demo
