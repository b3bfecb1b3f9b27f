// Argon2id on the worker threads, a bounded number at a time: each costs memory and tens of milliseconds of a core.
#pragma once

#include <cstdint>
#include <optional>
#include <semaphore>
#include <string>

#include "config/settings.hpp"
#include "metrics/registry.hpp"

namespace homigo::modules {

/// Thread-safe. Both functions wait for a free place and throw domain::unavailable{overloaded} when none comes in time.
class password_hasher {
public:
  /// Both must outlive the hasher.
  password_hasher(const config::accounts_settings& settings, metrics::registry& metrics);

  /// libsodium's string with parameters and salt.
  std::string hash(const std::string& password);
  /// False for an absent hash too, after the same work.
  [[nodiscard]] bool verify(const std::optional<std::string>& hash, const std::string& password);
  /// How often a password was hashed or compared.
  std::uint64_t computations() const { return static_cast<std::uint64_t>(computations_.Value()); }

private:
  class place;
  std::string compute(const std::string& password) const;

  const config::accounts_settings& settings_;
  std::counting_semaphore<64> places_;
  metrics::Counter& computations_;
  const std::string hash_of_nobody_;
};

}  // namespace homigo::modules
