#include "modules/users/secrets/token.hpp"

#include <sodium.h>

#include "codec/octet_text.hpp"

namespace homigo::modules {

std::string make_token(domain::random_source& random) {
  std::array<std::uint8_t, 32> octets;
  random.fill(octets);
  return codec::to_base64url(octets);
}

namespace {

constexpr std::string_view operator_prefix = "op_";
constexpr std::size_t token_size = 43;

}  // namespace

std::string make_operator_token(domain::random_source& random) {
  return std::string{operator_prefix} + make_token(random);
}

bool is_operator_token(std::string_view token) {
  return token.size() == operator_prefix.size() + token_size && token.starts_with(operator_prefix);
}

domain::bytes token_hash(std::string_view token) {
  domain::bytes hash(crypto_hash_sha256_BYTES);
  crypto_hash_sha256(hash.data(), reinterpret_cast<const std::uint8_t*>(token.data()), token.size());
  return hash;
}

secret_key key_of_token(std::string_view token) {
  constexpr std::string_view purpose = "homigo successor";
  secret_key key;
  crypto_generichash(key.data(), key.size(), reinterpret_cast<const std::uint8_t*>(token.data()), token.size(),
                     reinterpret_cast<const std::uint8_t*>(purpose.data()), purpose.size());
  return key;
}

}  // namespace homigo::modules
