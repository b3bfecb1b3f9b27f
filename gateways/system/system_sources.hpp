// Time, randomness and identifiers as the operating system gives them.
#pragma once

#include <mutex>

#include "domain/kernel/ids/random.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::gateways {

class system_clock final : public domain::clock {
public:
  domain::instant now() const override;
};

/// libsodium's generator. Construction throws std::runtime_error when libsodium cannot start.
class system_random : public domain::random_source {
public:
  system_random();
  void fill(std::span<std::uint8_t> out) override;
};

/// The same, asked for many octets at once, which wait in the thread's memory: for identifiers, never for secrets.
class random_ahead final : public system_random {
public:
  void fill(std::span<std::uint8_t> out) override;
};

/// UUIDs of version 7. Within one process each is greater than the one before, also when the clock steps back.
class time_ordered_ids final : public domain::id_source {
public:
  time_ordered_ids(const domain::clock& clock, domain::random_source& random) : clock_(clock), random_(random) {}
  domain::uuid next() override;

private:
  const domain::clock& clock_;
  domain::random_source& random_;
  std::mutex mutex_;
  domain::uuid last_{};
};

}  // namespace homigo::gateways
