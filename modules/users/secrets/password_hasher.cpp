#include "modules/users/secrets/password_hasher.hpp"

#include <sodium.h>

#include <chrono>

#include "domain/kernel/errors/unavailable.hpp"

namespace homigo::modules {

class password_hasher::place {
public:
  explicit place(password_hasher& hasher) : places_(hasher.places_) {
    if (!places_.try_acquire_for(std::chrono::milliseconds{hasher.settings_.password_hash_wait_ms}))
      throw domain::unavailable{domain::errc::overloaded, "no place free for hashing a password"};
    hasher.computations_.Increment();
  }
  ~place() { places_.release(); }
  place(const place&) = delete;
  place& operator=(const place&) = delete;

private:
  std::counting_semaphore<64>& places_;
};

password_hasher::password_hasher(const config::accounts_settings& settings, metrics::registry& metrics)
    : settings_(settings),
      places_(settings.password_hashes_in_parallel),
      computations_(metrics.counter("homigo_password_hashes_total", "Passwords hashed or compared")),
      hash_of_nobody_(compute("nobody's password")) {}

std::string password_hasher::compute(const std::string& password) const {
  std::string text(crypto_pwhash_STRBYTES, '\0');
  const auto memory = static_cast<std::size_t>(settings_.password_memory_kib) * 1024;
  const auto passes = static_cast<unsigned long long>(settings_.password_passes);
  if (crypto_pwhash_str(text.data(), password.data(), password.size(), passes, memory) != 0)
    throw domain::unavailable{domain::errc::overloaded, "no memory for hashing a password"};
  text.resize(text.find('\0'));
  return text;
}

std::string password_hasher::hash(const std::string& password) {
  const place mine{*this};
  return compute(password);
}

bool password_hasher::verify(const std::optional<std::string>& hash, const std::string& password) {
  const place mine{*this};
  const bool matches =
      crypto_pwhash_str_verify(hash.value_or(hash_of_nobody_).c_str(), password.data(), password.size()) == 0;
  return matches && hash.has_value();
}

}  // namespace homigo::modules
