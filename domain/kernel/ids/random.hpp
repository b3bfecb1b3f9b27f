// Where unpredictable octets come from; injected, so that tests are repeatable.
#pragma once

#include <cstdint>
#include <span>

namespace homigo::domain {

/// Implementations are thread-safe and, outside tests, cryptographically strong.
class random_source {
public:
  virtual ~random_source() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;
};

}  // namespace homigo::domain
