#include "gateways/photos/photo_store.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>

#include "codec/octet_text.hpp"
#include "domain/kernel/errors/unavailable.hpp"

namespace homigo::gateways {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t hash_digits = 2 * crypto_hash_sha256_BYTES;
constexpr std::array<std::string_view, 3> extensions{".jpg", ".png", ".webp"};

[[noreturn]] void fail(const std::string& what, const fs::path& path,
                       const std::error_code& why = {errno, std::generic_category()}) {
  throw domain::unavailable{domain::errc::storage_unavailable,
                            "photo store: " + what + " " + path.string() + ": " + why.message()};
}

class descriptor {
public:
  descriptor(const fs::path& path, int flags) : path_(path), fd_(::open(path.c_str(), flags | O_CLOEXEC, 0640)) {
    if (fd_ < 0) fail("cannot open", path);
  }
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;
  ~descriptor() { ::close(fd_); }

  void write(std::string_view content) {
    while (!content.empty()) {
      const auto n = ::write(fd_, content.data(), content.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) fail("cannot write", path_);
      content.remove_prefix(static_cast<std::size_t>(n));
    }
  }
  void sync() {
    if (::fsync(fd_) != 0) fail("cannot sync", path_);
  }

private:
  fs::path path_;
  int fd_;
};

class file_photo_store final : public photo_store {
public:
  explicit file_photo_store(fs::path folder) : folder_(std::move(folder)) {
    fs::create_directories(folder_ / "incoming");
    // What a crash left half written belongs to nobody.
    for (const auto& left : fs::directory_iterator{folder_ / "incoming"}) fs::remove(left.path());
  }

  void put(const std::string& key, std::string_view content) override {
    const auto target = path_of(key);
    std::error_code trouble;
    if (fs::exists(target, trouble)) return;
    make_folder(folder_ / "incoming");  // it may have been away meanwhile
    if (make_folder(target.parent_path())) descriptor{folder_, O_RDONLY | O_DIRECTORY}.sync();
    const auto half = folder_ / "incoming" / (std::to_string(::getpid()) + "-" + std::to_string(next_++) + "-" + key);
    try {
      descriptor file{half, O_WRONLY | O_CREAT | O_EXCL};
      file.write(content);
      file.sync();
      fs::rename(half, target, trouble);
      if (trouble) fail("cannot rename", half, trouble);
    } catch (...) {
      std::error_code ignored;
      fs::remove(half, ignored);
      throw;
    }
    descriptor{target.parent_path(), O_RDONLY | O_DIRECTORY}.sync();
  }

  std::optional<std::string> read(std::string_view key) const override {
    if (!is_photo_key(key)) return std::nullopt;
    std::error_code trouble;
    if (!fs::exists(path_of(key), trouble)) {
      if (trouble || !fs::is_directory(folder_, trouble)) fail("cannot read", folder_, trouble);
      return std::nullopt;
    }
    std::ifstream in{path_of(key), std::ios::binary};
    if (!in) fail("cannot open", path_of(key));
    std::ostringstream content;
    content << in.rdbuf();
    return std::move(content).str();
  }

  /// What cannot be removed now is only a file that nobody asks for.
  void erase(const std::string& key) override {
    std::error_code ignored;
    fs::remove(path_of(key), ignored);
  }

private:
  /// True when it was not there.
  static bool make_folder(const fs::path& folder) {
    std::error_code trouble;
    const bool made = fs::create_directories(folder, trouble);
    if (trouble) fail("cannot make", folder, trouble);
    return made;
  }

  fs::path path_of(std::string_view key) const {
    if (!is_photo_key(key)) throw std::invalid_argument{"photo store: not a key"};
    return folder_ / std::string{key.substr(0, 2)} / std::string{key};
  }

  const fs::path folder_;
  std::atomic<std::uint64_t> next_{0};
};

}  // namespace

std::string photo_key(std::string_view content, std::string_view extension) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(content.data()), content.size());
  return codec::to_hex(hash).append(extension);
}

bool is_photo_key(std::string_view text) {
  if (text.size() <= hash_digits) return false;
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return std::ranges::all_of(text.substr(0, hash_digits), is_digit) &&
         std::ranges::find(extensions, text.substr(hash_digits)) != extensions.end();
}

std::unique_ptr<photo_store> make_file_photo_store(const fs::path& folder) {
  return std::make_unique<file_photo_store>(folder);
}

}  // namespace homigo::gateways
