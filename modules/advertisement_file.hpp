// A CSV file of advertisements: finds the columns by the header, hands out rows, tells the line of each bad one.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "codec/csv.hpp"
#include "modules/advertisement.hpp"

namespace homigo::modules {

struct advertisement_row {
  std::size_t line = 0;
  std::optional<advertisement> content;
  std::string trouble;  // why there is no content
};

class advertisement_file {
public:
  /// `text` must outlive it. Throws std::runtime_error with one sentence when the header is not what it should be.
  explicit advertisement_file(std::string_view text);

  /// Nothing at the end.
  std::optional<advertisement_row> next();

private:
  codec::csv_reader reader_;
  std::size_t width_ = 0;
  std::array<std::size_t, advertisement_columns.size()> positions_{};
};

}  // namespace homigo::modules
