#include "modules/advertisement_file.hpp"

#include <algorithm>
#include <stdexcept>

namespace homigo::modules {
namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace

advertisement_file::advertisement_file(std::string_view text) : reader_(text) {
  const auto header = reader_.next();
  if (!header) throw std::runtime_error{"the file is empty"};
  if (!header->trouble.empty()) throw std::runtime_error{"the header has " + header->trouble};
  auto names = header->fields;
  std::ranges::transform(names, names.begin(), trimmed);
  width_ = names.size();
  for (std::size_t i = 0; i < advertisement_columns.size(); ++i) {
    const std::string name{advertisement_columns[i]};
    const auto found = std::ranges::count(names, name);
    if (found == 0) throw std::runtime_error{"the header lacks the column " + name};
    if (found > 1) throw std::runtime_error{"the header has the column " + name + " more than once"};
    positions_[i] = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
  }
}

std::optional<advertisement_row> advertisement_file::next() {
  const auto record = reader_.next();
  if (!record) return std::nullopt;
  advertisement_row row{.line = record->line, .content = std::nullopt, .trouble = record->trouble};
  if (!row.trouble.empty()) return row;
  if (record->fields.size() != width_) {
    row.trouble = std::to_string(record->fields.size()) + " fields where the header has " + std::to_string(width_);
    return row;
  }
  std::array<std::string, advertisement_columns.size()> texts;
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = trimmed(record->fields[positions_[i]]);
  row.content.emplace(std::move(texts));
  return row;
}

}  // namespace homigo::modules
