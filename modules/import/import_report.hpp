// What an import says: totals, refusals by cause, and each refused line where somebody wants it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "modules/import/advertisement.hpp"

namespace homigo::modules {

class import_report {
public:
  /// Lines go to `out` if `verbose`, and into the file `lines` unless that is empty. Throws std::runtime_error when
  /// that file cannot be written.
  import_report(std::ostream& out, bool verbose, const std::filesystem::path& lines);
  ~import_report();

  void refused(const std::filesystem::path& file, std::size_t line, const std::vector<refusal>& reasons);
  /// A file that gave nothing.
  void unreadable(const std::filesystem::path& file, const std::string& why);
  /// Refusals by cause, the most frequent first, then `totals`, which follows the number of them.
  void end(const std::string& totals);

  std::size_t refused_rows() const { return rows_; }

private:
  void tell_line(const std::string& line);

  std::ostream& out_;
  const bool verbose_;
  std::unique_ptr<std::ostream> lines_;
  std::map<std::string, std::size_t> causes_;
  std::size_t rows_ = 0;
};

}  // namespace homigo::modules
