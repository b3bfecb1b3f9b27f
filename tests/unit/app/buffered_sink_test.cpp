#include "app/buffered_sink.hpp"

#include <fcntl.h>
#include <spdlog/pattern_formatter.h>
#include <stdlib.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

namespace homigo::tests::buffered_sink_test {
namespace {

using spdlog::level::level_enum;

/// A sink that writes into a pipe, one message a line.
struct logging {
  logging() {
    BOOST_REQUIRE(::pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0);
    BOOST_REQUIRE(::fcntl(ends[1], F_SETPIPE_SZ, 1 << 20) >= 0);
    open(ends[1]);
  }
  ~logging() {
    sink.reset();
    ::close(ends[0]);
    ::close(ends[1]);
  }
  void open(int descriptor) {
    sink = std::make_unique<app::buffered_sink>(descriptor);
    sink->set_pattern("%v");
  }
  void log(level_enum level, std::string_view text) {
    sink->log({"homigo", level, spdlog::string_view_t{text.data(), text.size()}});
  }
  /// What has been written since the last call.
  std::string written() const {
    std::string all(1 << 20, '\0');
    const auto n = ::read(ends[0], all.data(), all.size());
    all.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    return all;
  }

  int ends[2] = {-1, -1};
  std::unique_ptr<app::buffered_sink> sink;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(buffered_sink, logging)

BOOST_AUTO_TEST_CASE(lines_wait_until_they_are_flushed) {
  log(level_enum::info, "one");
  log(level_enum::info, "two");
  BOOST_TEST(written() == "");
  sink->flush();
  BOOST_TEST(written() == "one\ntwo\n");
  sink->flush();
  BOOST_TEST(written() == "");
}

BOOST_AUTO_TEST_CASE(a_warning_takes_along_what_waits_before_it) {
  log(level_enum::info, "before");
  log(level_enum::warn, "warning");
  BOOST_TEST(written() == "before\nwarning\n");
}

BOOST_AUTO_TEST_CASE(many_lines_do_not_wait) {
  const std::string line(999, 'x');
  std::size_t logged = 0;
  for (; written().empty(); ++logged) {
    BOOST_REQUIRE(logged < 70U);
    log(level_enum::info, line);
  }
  BOOST_TEST(logged >= 60U);
}

BOOST_AUTO_TEST_CASE(the_end_writes_what_still_waits) {
  log(level_enum::info, "last words");
  sink.reset();
  BOOST_TEST(written() == "last words\n");
}

BOOST_AUTO_TEST_CASE(lines_that_nobody_takes_are_given_up) {
  std::string full(1 << 20, '-');
  BOOST_REQUIRE(::write(ends[1], full.data(), full.size()) > 0);
  log(level_enum::warn, "lost");
  BOOST_TEST(written().size() == full.size());
  log(level_enum::warn, "heard");
  BOOST_TEST(written() == "heard\n");
}

BOOST_AUTO_TEST_CASE(on_a_terminal_each_line_is_there_at_once) {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
  BOOST_REQUIRE(terminal >= 0);
  BOOST_REQUIRE(::grantpt(terminal) == 0);
  BOOST_REQUIRE(::unlockpt(terminal) == 0);
  const int screen = ::open(::ptsname(terminal), O_RDWR | O_NOCTTY | O_CLOEXEC);
  BOOST_REQUIRE(screen >= 0);
  open(screen);
  log(level_enum::info, "seen");
  char text[64];
  const auto n = ::read(terminal, text, sizeof text);
  BOOST_TEST(std::string(text, static_cast<std::size_t>(std::max<ssize_t>(n, 0))) == "seen\r\n");
  sink.reset();
  ::close(screen);
  ::close(terminal);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::buffered_sink_test
