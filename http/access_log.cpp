#include "http/access_log.hpp"

#include <spdlog/spdlog.h>

namespace homigo::http {

void log_access(const access_record& r) {
  spdlog::info("request route=\"{}\" status={} ms={:.1f} bytes={} request_id={} user_id={} remote={}", r.route,
               r.status, static_cast<double>(r.took.count()) / 1000, r.bytes, r.request_id,
               r.user_id ? domain::to_string(*r.user_id) : "-", r.remote_address);
}

}  // namespace homigo::http
