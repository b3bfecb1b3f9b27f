#include "app/rotating_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace homigo::app {
namespace {

int open_for_appending(const std::filesystem::path& path) {
  return ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

bool are_the_same(int one, int other) {
  struct stat a {};
  struct stat b {};
  return ::fstat(one, &a) == 0 && ::fstat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

}  // namespace

rotating_file::rotating_file(std::filesystem::path path, std::uint64_t most_bytes, int kept)
    : path_(std::move(path)), most_bytes_(most_bytes), kept_(kept), descriptor_(open_for_appending(path_)) {
  if (descriptor_ < 0) throw std::runtime_error{"The log file " + path_.string() + " cannot be written."};
  struct stat found {};
  if (::fstat(descriptor_, &found) == 0) size_ = static_cast<std::uint64_t>(found.st_size);
}

rotating_file::~rotating_file() { ::close(descriptor_); }

/// What a full disk refuses does not count for the bound: to rotate for it would throw away what is there.
void rotating_file::append(std::string_view bytes) {
  if (size_ > 0 && size_ + bytes.size() > most_bytes_) rotate();
  if (lost_ > 0 && !tell_of_gap()) {
    lost_ += bytes.size();
    return;
  }
  const auto written = write_fully(descriptor_, bytes);
  size_ += written;
  lost_ = bytes.size() - written;
}

bool rotating_file::tell_of_gap() {
  const auto line = "\n(here " + std::to_string(lost_) + " bytes of the log could not be written)\n";
  const auto written = write_fully(descriptor_, line);
  size_ += written;
  return written == line.size();
}

/// Where nothing can be renamed or opened, the old file goes on.
void rotating_file::rotate() {
  std::error_code failed;
  std::filesystem::remove(numbered(kept_ - 1), failed);
  for (int number = kept_ - 1; number > 0; --number)
    std::filesystem::rename(number == 1 ? path_ : numbered(number - 1), numbered(number), failed);
  if (kept_ == 1) std::filesystem::remove(path_, failed);
  const int fresh = open_for_appending(path_);
  if (fresh < 0) return;
  for (const int standard : {STDOUT_FILENO, STDERR_FILENO})
    if (are_the_same(standard, descriptor_)) ::dup2(fresh, standard);
  ::close(descriptor_);
  descriptor_ = fresh;
  size_ = 0;
}

std::filesystem::path rotating_file::numbered(int number) const {
  return path_.string() + "." + std::to_string(number);
}

std::size_t write_fully(int descriptor, std::string_view bytes) {
  std::size_t written = 0;
  while (written < bytes.size()) {
    const auto n = ::write(descriptor, bytes.data() + written, bytes.size() - written);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    written += static_cast<std::size_t>(n);
  }
  return written;
}

}  // namespace homigo::app
