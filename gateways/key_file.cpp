#include "gateways/key_file.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>

namespace homigo::gateways {
namespace {

namespace fs = std::filesystem;

std::optional<domain::bytes> read_key(const fs::path& file) {
  std::ifstream in{file};
  if (!in) return std::nullopt;
  std::string digits;
  in >> digits;
  domain::bytes key(key_octets);
  std::size_t size = 0;
  if (sodium_hex2bin(key.data(), key.size(), digits.data(), digits.size(), nullptr, &size, nullptr) != 0 || size != key_octets)
    throw std::runtime_error{"The key file " + file.string() + " does not hold 64 hexadecimal digits."};
  return key;
}

void write_new(const fs::path& file, const std::string& text) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) throw std::runtime_error{"The key file " + file.string() + " cannot be written."};
  const bool whole = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
  ::close(fd);
  if (!whole) throw std::runtime_error{"The key file " + file.string() + " cannot be written."};
}

}  // namespace

domain::bytes load_or_make_key(const fs::path& file, domain::random_source& random) {
  if (auto key = read_key(file)) return *key;
  if (file.has_parent_path()) fs::create_directories(file.parent_path());
  domain::bytes key(key_octets);
  random.fill(key);
  std::string digits(2 * key_octets + 1, '\0');
  sodium_bin2hex(digits.data(), digits.size(), key.data(), key.size());
  digits.back() = '\n';
  const fs::path fresh = file.string() + "." + std::to_string(::getpid());
  write_new(fresh, digits);
  // A link, unlike a rename, does not replace the file of a process that was faster.
  const bool first = ::link(fresh.c_str(), file.c_str()) == 0;
  fs::remove(fresh);
  if (first) return key;
  if (auto theirs = read_key(file)) return *theirs;
  throw std::runtime_error{"The key file " + file.string() + " cannot be made."};
}

}  // namespace homigo::gateways
