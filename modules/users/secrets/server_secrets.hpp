// What the server can do with its own key: hash so that a stolen database can guess nothing, and seal what must be read
// again.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/kernel/ids/random.hpp"
#include "domain/kernel/text/bytes.hpp"

namespace homigo::modules {

using secret_key = std::array<std::uint8_t, 32>;

/// Where a secret of this name stands in the data folder.
std::filesystem::path secret_file(const std::filesystem::path& data_folder, std::string_view name);
/// The key behind everything that is hashed and sealed.
std::filesystem::path master_key_file(const std::filesystem::path& data_folder);

/// Reads the key file, or makes it (mode 0600) where there is none. Nodes of one cluster share the file's content.
/// Throws std::runtime_error when it cannot be read or written, or is no key.
secret_key load_or_make_key(const std::filesystem::path& file, domain::random_source& random);

/// XSalsa20-Poly1305 with a random nonce in front.
domain::bytes seal(const secret_key& key, std::string_view plain, domain::random_source& random);
/// Nothing when `box` was not sealed with this key, or was changed.
std::optional<std::string> unseal(const secret_key& key, std::span<const std::uint8_t> box);

/// Thread-safe.
class server_secrets {
public:
  explicit server_secrets(const secret_key& master);

  /// Keyed BLAKE2b-256; different purposes never give the same hash.
  domain::bytes keyed_hash(std::string_view purpose, std::string_view text) const;
  domain::bytes seal_message(std::string_view plain, domain::random_source& random) const;
  std::optional<std::string> unseal_message(std::span<const std::uint8_t> box) const;

private:
  secret_key hashing_;
  secret_key sealing_;
};

}  // namespace homigo::modules
