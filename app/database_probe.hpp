// Whether the database answers, asked by many at once: one of them waits for it, the others hear what is known by then.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>

#include "domain/kernel/errors/errc.hpp"

namespace homigo::app {

/// Thread-safe. A frozen database holds one thread, so that other probes and figures are still answered.
class database_probe {
public:
  /// `ask` blocks and throws where the database is away.
  explicit database_probe(std::function<void()> ask) : ask_(std::move(ask)) {}

  /// Fails with database_unavailable, also while an answer is late; throws what `ask` throws.
  domain::result<void> operator()();

private:
  using steady = std::chrono::steady_clock;

  const std::function<void()> ask_;
  std::atomic<bool> asking_{false};
  std::atomic<bool> answered_{true};  // the last time
  std::atomic<steady::time_point> since_{};
};

}  // namespace homigo::app
