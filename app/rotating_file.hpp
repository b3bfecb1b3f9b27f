// The log file that never outgrows its bound while the process runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

namespace homigo::app {

/// For one thread at a time. When a file is full it becomes `path`.1, the one before it `path`.2 and so on; what is
/// beyond `kept` files is gone. Standard output and standard error follow where they lead into the same file, so that
/// the last words of a crash stand where the others do.
class rotating_file {
public:
  /// Throws std::runtime_error with one sentence when the file cannot be written.
  rotating_file(std::filesystem::path path, std::uint64_t most_bytes, int kept);
  ~rotating_file();
  rotating_file(const rotating_file&) = delete;
  rotating_file& operator=(const rotating_file&) = delete;

  /// Begins a new file first if this one has no room left for `bytes`. What the disk refuses is lost, as with every
  /// log; when it takes something again, a line tells how much.
  void append(std::string_view bytes);

private:
  void rotate();
  bool tell_of_gap();
  std::filesystem::path numbered(int number) const;

  const std::filesystem::path path_;
  const std::uint64_t most_bytes_;
  const int kept_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::uint64_t lost_ = 0;  // bytes that the disk has refused since it last took some
};

/// Writes as much of it as the descriptor takes; the number of bytes.
std::size_t write_fully(int descriptor, std::string_view bytes);

}  // namespace homigo::app
