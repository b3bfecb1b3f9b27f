#include "modules/admin/routes/process_metrics.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "platform/metric_family.hpp"

namespace homigo::http {
namespace {

using platform::add_histogram;
using platform::add_value;
using platform::metric_family;
using platform::metric_labels;
using platform::single_metric;

using prometheus::MetricFamily;
using prometheus::MetricType;

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

}  // namespace

std::vector<MetricFamily> process_metrics() {
  std::vector<MetricFamily> all;
  const auto gauge = [&](const char* name, const char* help, double value) {
    all.push_back(single_metric(name, help, MetricType::Gauge, value));
  };
  if (const auto state = read_state()) {
    all.push_back(single_metric("process_cpu_seconds_total", "Processor time, user and system", MetricType::Counter,
                                state->cpu_s));
    gauge("process_threads", "Threads", state->threads);
    gauge("process_virtual_memory_bytes", "Virtual memory", state->virtual_bytes);
    gauge("process_resident_memory_bytes", "Resident memory", state->resident_bytes);
    if (const auto booted = boot_time())
      gauge("process_start_time_seconds", "Start of the process since 1970", *booted + state->started_s);
  }
  if (const auto files = open_files()) gauge("process_open_fds", "Open files and sockets", *files);
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
    gauge("process_max_fds", "Files and sockets that may be open", static_cast<double>(limit.rlim_cur));
  return all;
}

}  // namespace homigo::http
