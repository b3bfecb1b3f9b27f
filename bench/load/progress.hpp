// A progress bar on a terminal; elsewhere a line every few seconds.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

namespace homigo::load {

/// Writes to standard error. Its owner calls show() as often as it likes: it paces itself.
class progress {
public:
  /// `details` is asked for what stands behind the bar.
  progress(std::string title, std::size_t total, std::function<std::string()> details);

  void show(std::size_t done);
  /// The last state, and a new line.
  void finish(std::size_t done);

private:
  std::string line(std::size_t done) const;

  const std::string title_;
  const std::size_t total_;
  const std::function<std::string()> details_;
  const bool on_terminal_;
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace homigo::load
