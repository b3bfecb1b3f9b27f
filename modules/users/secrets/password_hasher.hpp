// Argon2id on the worker threads, a bounded number at a time: each costs memory and tens of milliseconds of a core.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <semaphore>
#include <string>

#include "config/settings.hpp"

namespace homigo::modules {

/// Thread-safe. Both functions wait for a free place and throw domain::unavailable{overloaded} when none comes in time.
class password_hasher {
public:
  /// `settings` must outlive the hasher.
  explicit password_hasher(const config::accounts_settings& settings);

  /// libsodium's string with parameters and salt.
  std::string hash(const std::string& password);
  /// False for an absent hash too, after the same work.
  [[nodiscard]] bool verify(const std::optional<std::string>& hash, const std::string& password);
  /// How often a password was hashed or compared.
  std::uint64_t computations() const { return computations_; }

private:
  class place;
  std::string compute(const std::string& password) const;

  const config::accounts_settings& settings_;
  std::counting_semaphore<64> places_;
  std::atomic<std::uint64_t> computations_{0};
  const std::string hash_of_nobody_;
};

}  // namespace homigo::modules
