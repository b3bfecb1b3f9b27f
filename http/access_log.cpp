#include "http/access_log.hpp"

#include <fmt/compile.h>
#include <spdlog/spdlog.h>

namespace homigo::http {

void log_access(const access_record& r) {
  auto* log = spdlog::default_logger_raw();
  if (!log->should_log(spdlog::level::info)) return;
  const auto tenths = (r.took.count() + 50) / 100;  // of a millisecond
  fmt::basic_memory_buffer<char, 512> line;
  fmt::format_to(std::back_inserter(line),
                 FMT_COMPILE("request route=\"{}\" status={} ms={}.{} bytes={} request_id={} user_id={} remote={}"),
                 r.route, r.status, tenths / 10, tenths % 10, r.bytes, r.request_id,
                 r.user_id ? domain::to_string(*r.user_id) : "-", r.remote_address);
  log->log(spdlog::level::info, spdlog::string_view_t{line.data(), line.size()});
}

}  // namespace homigo::http
