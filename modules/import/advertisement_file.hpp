// A table of advertisements: finds the columns by the header, hands out rows, tells the line of each bad one.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "codec/csv.hpp"
#include "modules/import/advertisement.hpp"

namespace homigo::modules {

/// What a file calls a column → which of advertisement_columns it is.
using column_map = std::map<std::string, std::string>;

struct advertisement_row {
  std::size_t line = 0;
  std::optional<advertisement> content;
  std::string trouble;  // why there is no content
};

class advertisement_file {
public:
  /// `text` is UTF-8 and must outlive it. Throws std::runtime_error with one sentence that names all that the header
  /// lacks.
  explicit advertisement_file(std::string_view text, const column_map& renamed = {});

  /// Nothing at the end.
  std::optional<advertisement_row> next();

private:
  void find_columns(const std::vector<std::string>& names, const column_map& renamed);

  codec::csv_reader reader_;
  std::size_t width_ = 0;
  std::array<std::optional<std::size_t>, advertisement_columns.size()> positions_{};
};

}  // namespace homigo::modules
