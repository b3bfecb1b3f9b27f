#include "http/message/content_hash.hpp"

#include <sodium.h>

#include <tuple>

namespace homigo::http {

content_hash::content_hash() {
  crypto_generichash_init(&state_, nullptr, 0, std::tuple_size_v<digest>);  // fails for other lengths alone
}

void content_hash::add(std::string_view bytes) {
  crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

void content_hash::add_piece(std::string_view bytes) {
  const std::uint64_t length = bytes.size();
  add({reinterpret_cast<const char*>(&length), sizeof length});
  add(bytes);
}

content_hash::digest content_hash::finish() {
  digest value{};
  crypto_generichash_final(&state_, value.data(), value.size());
  return value;
}

}  // namespace homigo::http
