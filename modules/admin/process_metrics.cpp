#include "modules/admin/process_metrics.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <vector>

#include "metrics/registry.hpp"

namespace homigo::modules {
namespace {

/// What proc(5) calls utime, stime, num_threads, starttime, vsize and rss, in seconds and bytes.
struct process_state {
  double cpu_s = 0;
  double threads = 0;
  double started_s = 0;  // after the machine
  double virtual_bytes = 0;
  double resident_bytes = 0;
};

std::optional<process_state> read_state() {
  std::ifstream in{"/proc/self/stat"};
  std::string text{std::istreambuf_iterator<char>{in}, {}};
  const auto name_end = text.rfind(')');  // the name may hold anything, blanks too
  if (name_end == text.npos) return std::nullopt;
  std::istringstream rest{text.substr(name_end + 1)};
  std::vector<std::string> fields{std::istream_iterator<std::string>{rest}, {}};
  constexpr std::size_t first = 3;  // number of the first field after the name
  if (fields.size() < 22) return std::nullopt;
  const auto field = [&](std::size_t number) { return std::stod(fields[number - first]); };
  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  return process_state{(field(14) + field(15)) / ticks, field(20), field(22) / ticks, field(23),
                       field(24) * static_cast<double>(sysconf(_SC_PAGESIZE))};
}

/// Seconds since 1970 at which the machine started.
std::optional<double> boot_time() {
  std::ifstream in{"/proc/stat"};
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("btime ")) return std::stod(line.substr(6));
  return std::nullopt;
}

std::optional<double> open_files() {
  std::error_code failed;
  double count = 0;
  for (std::filesystem::directory_iterator at{"/proc/self/fd", failed}, end; !failed && at != end; at.increment(failed))
    ++count;
  if (failed) return std::nullopt;
  return count;
}

std::optional<double> most_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::nullopt;
  return static_cast<double>(limit.rlim_cur);
}

metrics::reading of_state(double process_state::*field) {
  return [field]() -> std::optional<double> {
    const auto state = read_state();
    if (!state) return std::nullopt;
    return (*state).*field;
  };
}

/// Seconds since 1970; nothing of it changes while the process runs.
std::optional<double> start_time() {
  const auto state = read_state();
  const auto booted = boot_time();
  if (!state || !booted) return std::nullopt;
  return *booted + state->started_s;
}

}  // namespace

void add_process_metrics(metrics::registry& metrics) {
  metrics.read_counter("process_cpu_seconds_total", "Processor time, user and system", {},
                       of_state(&process_state::cpu_s));
  metrics.read_gauge("process_threads", "Threads", {}, of_state(&process_state::threads));
  metrics.read_gauge("process_virtual_memory_bytes", "Virtual memory", {}, of_state(&process_state::virtual_bytes));
  metrics.read_gauge("process_resident_memory_bytes", "Resident memory", {}, of_state(&process_state::resident_bytes));
  metrics.read_gauge("process_start_time_seconds", "Start of the process since 1970", {},
                     [started = start_time()] { return started; });
  metrics.read_gauge("process_open_fds", "Open files and sockets", {}, open_files);
  metrics.read_gauge("process_max_fds", "Files and sockets that may be open", {}, most_files);
}

}  // namespace homigo::modules
