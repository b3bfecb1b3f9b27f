// SHA-256 over pieces: what tells two requests, or two answers, apart.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace homigo::http {

class sha256 {
public:
  using digest = std::array<std::uint8_t, 32>;

  sha256();
  ~sha256();
  void add(std::string_view bytes);
  /// Length first, so that pieces cannot be confused with their neighbours.
  void add_piece(std::string_view bytes);
  /// Ends the computation.
  digest finish();

private:
  struct context;
  std::unique_ptr<context> context_;
};

/// The first `bytes` of a digest in lower-case hexadecimal.
std::string to_hex(const sha256::digest& value, std::size_t bytes = 32);

}  // namespace homigo::http
