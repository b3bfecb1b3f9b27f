#include "modules/import/advertisement_file.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "codec/tabular_text.hpp"
#include "domain/kernel/text/folded.hpp"

namespace homigo::modules {
namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string listed(const std::vector<std::string>& names) {
  std::string all = names.size() == 1 ? "the column " : "the columns ";
  for (const auto& name : names) all.append(name == names.front() ? "" : ", ").append(name);
  return all;
}

codec::csv_limits limits_for(std::string_view text) {
  codec::csv_limits limits;
  limits.separator = codec::separator_of(text);
  return limits;
}

/// Names are compared without case, blanks and underscores. Which column of ours each of the header's is called.
std::vector<std::string> names_of(const std::vector<std::string>& header, const column_map& renamed) {
  std::vector<std::string> names;
  for (const auto& title : header) {
    auto name = domain::folded(title);
    for (const auto& [theirs, ours] : renamed)
      if (domain::folded(theirs) == name) name = '=' + domain::folded(ours);
    names.push_back(std::move(name));
  }
  return names;
}

void require_renamed(const std::vector<std::string>& header, const column_map& renamed) {
  std::vector<std::string> missing;
  for (const auto& [theirs, ours] : renamed)
    if (std::ranges::none_of(header, [&](const auto& t) { return domain::folded(t) == domain::folded(theirs); }))
      missing.push_back(theirs);
  if (!missing.empty()) throw std::runtime_error{"the header lacks " + listed(missing) + ", which --map names"};
}

}  // namespace

advertisement_file::advertisement_file(std::string_view text, const column_map& renamed)
    : reader_(text, limits_for(text)) {
  const auto header = reader_.next();
  if (!header) throw std::runtime_error{"the file is empty"};
  if (!header->trouble.empty()) throw std::runtime_error{"the header has " + header->trouble};
  width_ = header->fields.size();
  require_renamed(header->fields, renamed);
  find_columns(names_of(header->fields, renamed), renamed);
}

void advertisement_file::find_columns(const std::vector<std::string>& names, const column_map& renamed) {
  std::vector<std::string> missing, repeated;
  for (std::size_t i = 0; i < advertisement_columns.size(); ++i) {
    const std::string column{advertisement_columns[i]};
    const auto is_renamed = std::ranges::any_of(
        renamed, [&](const auto& pair) { return domain::folded(pair.second) == domain::folded(column); });
    // What --map names counts alone, even if the file has a column of our name as well.
    const auto name = (is_renamed ? "=" : "") + domain::folded(column);
    const auto found = std::ranges::count(names, name);
    if (found > 1) repeated.push_back(column);
    if (found == 1)
      positions_[i] = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
    else if (found == 0 && std::ranges::find(needed_columns, column) != needed_columns.end())
      missing.push_back(column);
  }
  if (!missing.empty()) throw std::runtime_error{"the header lacks " + listed(missing)};
  if (!repeated.empty()) throw std::runtime_error{"the header has " + listed(repeated) + " more than once"};
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
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (positions_[i]) texts[i] = trimmed(record->fields[*positions_[i]]);
  row.content.emplace(std::move(texts));
  return row;
}

}  // namespace homigo::modules
