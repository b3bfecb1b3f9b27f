#include "modules/users/secrets/server_secrets.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace homigo::modules {
namespace {

namespace fs = std::filesystem;

static_assert(sizeof(secret_key) == crypto_secretbox_KEYBYTES && sizeof(secret_key) == crypto_kdf_KEYBYTES);

[[noreturn]] void fail(const fs::path& file, const char* what) {
  throw std::runtime_error("The key file " + file.string() + " " + what + ".");
}

secret_key read_key(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  secret_key key{};
  if (!in.read(reinterpret_cast<char*>(key.data()), key.size()) || in.peek() != std::ifstream::traits_type::eof())
    fail(file, "holds no key of 32 octets; restore it from a backup");
  return key;
}

/// Written aside and linked into place: several processes that start at once agree on one key, and a crash leaves no
/// half.
void make_key(const fs::path& file, domain::random_source& random) {
  secret_key key;
  random.fill(key);
  fs::create_directories(file.parent_path());
  const auto aside = file.string() + "." + std::to_string(::getpid());
  const int fd = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) fail(file, "cannot be written");
  const bool written = ::write(fd, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && ::fsync(fd) == 0;
  ::close(fd);
  const bool linked = written && (::link(aside.c_str(), file.c_str()) == 0 || errno == EEXIST);
  ::unlink(aside.c_str());
  if (!linked) fail(file, "cannot be written");
}

}  // namespace

std::filesystem::path secret_file(const std::filesystem::path& data_folder, std::string_view name) {
  return data_folder / "secrets" / name;
}

std::filesystem::path master_key_file(const std::filesystem::path& data_folder) {
  return secret_file(data_folder, "master.key");
}

secret_key load_or_make_key(const fs::path& file, domain::random_source& random) {
  if (!fs::exists(file)) make_key(file, random);
  return read_key(file);
}

domain::bytes seal(const secret_key& key, std::string_view plain, domain::random_source& random) {
  domain::bytes box(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size());
  random.fill({box.data(), crypto_secretbox_NONCEBYTES});
  crypto_secretbox_easy(box.data() + crypto_secretbox_NONCEBYTES, reinterpret_cast<const std::uint8_t*>(plain.data()),
                        plain.size(), box.data(), key.data());
  return box;
}

std::optional<std::string> unseal(const secret_key& key, std::span<const std::uint8_t> box) {
  constexpr auto overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (box.size() < overhead) return std::nullopt;
  std::string plain(box.size() - overhead, '\0');
  const int failed = crypto_secretbox_open_easy(reinterpret_cast<std::uint8_t*>(plain.data()),
                                                box.data() + crypto_secretbox_NONCEBYTES,
                                                box.size() - crypto_secretbox_NONCEBYTES, box.data(), key.data());
  return failed ? std::nullopt : std::optional{std::move(plain)};
}

server_secrets::server_secrets(const secret_key& master) {
  crypto_kdf_derive_from_key(hashing_.data(), hashing_.size(), 1, "hashing_", master.data());
  crypto_kdf_derive_from_key(sealing_.data(), sealing_.size(), 1, "sealing_", master.data());
}

domain::bytes server_secrets::keyed_hash(std::string_view purpose, std::string_view text) const {
  std::string whole{purpose};
  whole.append(1, '\0').append(text);
  domain::bytes hash(32);
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const std::uint8_t*>(whole.data()), whole.size(),
                     hashing_.data(), hashing_.size());
  return hash;
}

domain::bytes server_secrets::seal_message(std::string_view plain, domain::random_source& random) const {
  return seal(sealing_, plain, random);
}

std::optional<std::string> server_secrets::unseal_message(std::span<const std::uint8_t> box) const {
  return unseal(sealing_, box);
}

}  // namespace homigo::modules
