// The reference that apps fetch at their start, kept for a while: strangers may ask for it as often as they like.
#pragma once

#include <memory>
#include <mutex>

#include "domain/kernel/time/time.hpp"
#include "domain/reference/reference.hpp"

namespace homigo::persistence {
class business_settings;
}

namespace homigo::modules {

/// Thread-safe; blocks when it asks the database, so it runs on worker threads. What it is given must outlive it.
class reference_book {
public:
  reference_book(persistence::business_settings& settings, const domain::clock& clock)
      : settings_(settings), clock_(clock) {}

  /// As JSON, at most a minute old.
  std::shared_ptr<const std::string> json();

private:
  persistence::business_settings& settings_;
  const domain::clock& clock_;
  std::mutex mutex_;
  std::shared_ptr<const std::string> kept_;
  domain::instant read_at_{};
};

}  // namespace homigo::modules
