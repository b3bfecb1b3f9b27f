#include "modules/postings/vips_image.hpp"

#include <mutex>

namespace homigo::modules {
namespace {

void drop_message(const char*, GLogLevelFlags, const char*, void*) {}

}  // namespace

void start_vips() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (VIPS_INIT("homigo") != 0) throw std::runtime_error{"libvips does not start"};
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_block_untrusted_set(TRUE);
    // What iPhones take; the other untrusted loaders stay closed.
    vips_operation_block_set("VipsForeignLoadHeif", FALSE);
    // A damaged upload is the client's trouble: it must not fill the log.
    g_log_set_handler("VIPS", static_cast<GLogLevelFlags>(G_LOG_LEVEL_WARNING | G_LOG_LEVEL_INFO | G_LOG_LEVEL_MESSAGE),
                      drop_message, nullptr);
  });
}

void require_vips(int status) {
  if (status == 0) return;
  vips_failure failure{vips_error_buffer()};
  vips_error_clear();
  throw failure;
}

}  // namespace homigo::modules
