// BLAKE2b over pieces: what tells two requests, or two answers, apart.
#pragma once

#include <sodium/crypto_generichash.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace homigo::http {

class content_hash {
public:
  using digest = std::array<std::uint8_t, 32>;

  content_hash();
  void add(std::string_view bytes);
  /// Length first, so that pieces cannot be confused with their neighbours.
  void add_piece(std::string_view bytes);
  /// Ends the computation.
  digest finish();

private:
  crypto_generichash_state state_;
};

}  // namespace homigo::http
