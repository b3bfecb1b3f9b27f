#include "http/message/sha256.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace homigo::http {

struct sha256::context {
  EVP_MD_CTX* state = EVP_MD_CTX_new();
  ~context() { EVP_MD_CTX_free(state); }
};

sha256::sha256() : context_(std::make_unique<context>()) {
  if (!context_->state || EVP_DigestInit_ex(context_->state, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("OpenSSL: no SHA-256");
}

sha256::~sha256() = default;

void sha256::add(std::string_view bytes) { EVP_DigestUpdate(context_->state, bytes.data(), bytes.size()); }

void sha256::add_piece(std::string_view bytes) {
  const std::uint64_t length = bytes.size();
  add({reinterpret_cast<const char*>(&length), sizeof length});
  add(bytes);
}

sha256::digest sha256::finish() {
  digest value{};
  EVP_DigestFinal_ex(context_->state, value.data(), nullptr);
  return value;
}

std::string to_hex(const sha256::digest& value, std::size_t bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < bytes && i < value.size(); ++i) {
    text += digits[value[i] >> 4];
    text += digits[value[i] & 15];
  }
  return text;
}

}  // namespace homigo::http
