#include "bench/load/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace homigo::load {
namespace {

constexpr std::size_t width = 30;
constexpr std::chrono::milliseconds pace_on_terminal{200};
constexpr std::chrono::seconds pace_elsewhere{5};

}  // namespace

progress::progress(std::string title, std::size_t total, std::function<std::string()> details)
    : title_(std::move(title)),
      total_(std::max<std::size_t>(total, 1)),
      details_(std::move(details)),
      on_terminal_(::isatty(STDERR_FILENO) == 1) {}

std::string progress::line(std::size_t done) const {
  done = std::min(done, total_);
  const auto percent = done * 100 / total_;
  if (!on_terminal_) return fmt::format("{} {:3} % ({} of {}), {}", title_, percent, done, total_, details_());
  const auto filled = done * width / total_;
  return fmt::format("{} [{}{}] {:3} %  {}", title_, std::string(filled, '#'), std::string(width - filled, '.'),
                     percent, details_());
}

void progress::show(std::size_t done) {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + (on_terminal_ ? pace_on_terminal : std::chrono::milliseconds{pace_elsewhere});
  // \033[K clears what a longer line left behind.
  fmt::print(stderr, "{}{}", line(done), on_terminal_ ? "\033[K\r" : "\n");
  std::fflush(stderr);
}

void progress::finish(std::size_t done) {
  fmt::print(stderr, "{}{}\n", line(done), on_terminal_ ? "\033[K" : "");
  std::fflush(stderr);
}

}  // namespace homigo::load
