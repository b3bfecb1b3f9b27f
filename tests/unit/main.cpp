#define BOOST_TEST_MODULE homigo_unit
#ifndef BOOST_TEST_DYN_LINK
#define BOOST_TEST_DYN_LINK
#endif
#include <boost/test/unit_test.hpp>

#include <spdlog/spdlog.h>

namespace {

// What tests provoke would fill the screen; they look at answers and counters, not at the log.
struct quiet_log {
  quiet_log() { spdlog::set_level(spdlog::level::off); }
};

}  // namespace

BOOST_TEST_GLOBAL_FIXTURE(quiet_log);
