#include "modules/users/secrets/private_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <utility>

namespace homigo::modules {

private_file::private_file(std::filesystem::path place)
    : place_(std::move(place)), aside_(place_.string() + "." + std::to_string(::getpid())) {
  ::unlink(aside_.c_str());  // a crashed process had our number
  // Made here and nowhere else: a file that somebody laid there could be read by them.
  descriptor_ = ::open(aside_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor_ < 0) fail();
}

private_file::~private_file() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!aside_.empty()) ::unlink(aside_.c_str());
}

void private_file::write(std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(descriptor_, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail();
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void private_file::keep() {
  const bool stored = ::fsync(descriptor_) == 0;
  if (!stored || ::close(std::exchange(descriptor_, -1)) != 0) fail();
  std::error_code trouble;
  std::filesystem::rename(aside_, place_, trouble);
  if (trouble) fail();
  aside_.clear();
}

void private_file::fail() const { throw std::runtime_error{"The file " + place_.string() + " cannot be written."}; }

}  // namespace homigo::modules
