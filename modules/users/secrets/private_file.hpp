// A file with secrets: readable for its owner alone, and never there in half.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace homigo::modules {

/// Every function throws std::runtime_error with one sentence when the file system refuses.
class private_file {
public:
  /// Begins it beside its place, with mode 0600.
  explicit private_file(std::filesystem::path place);
  /// Leaves nothing behind unless kept.
  ~private_file();
  private_file(const private_file&) = delete;
  private_file& operator=(const private_file&) = delete;

  void write(std::string_view text);
  /// Moves it to its place, over what was there.
  void keep();

private:
  [[noreturn]] void fail() const;

  std::filesystem::path place_;
  std::filesystem::path aside_;
  int descriptor_ = -1;
};

}  // namespace homigo::modules
