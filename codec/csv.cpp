#include "codec/csv.hpp"

#include <algorithm>

#include "codec/utf8.hpp"

namespace homigo::codec {

csv_reader::csv_reader(std::string_view text, csv_limits limits) : text_(text), limits_(limits) {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

std::optional<csv_record> csv_reader::next() {
  while (at_ < text_.size() && at_line_end()) pass_line_end();
  if (at_ == text_.size()) return std::nullopt;
  const auto start = at_;
  csv_record record;
  record.line = line_;
  read_record(record);
  if (!record.trouble.empty()) resume_after(start, record.line);
  return record;
}

void csv_reader::read_record(csv_record& record) {
  for (;;) {
    if (record.fields.size() == limits_.fields) {
      record.trouble = "more than " + std::to_string(limits_.fields) + " fields";
      return;
    }
    read_field(record);
    if (!record.trouble.empty()) return;
    if (at_ == text_.size()) return;
    if (at_line_end()) return pass_line_end();
    ++at_;  // the separator
  }
}

void csv_reader::read_field(csv_record& record) {
  auto& field = record.fields.emplace_back();
  if (at_ < text_.size() && text_[at_] == '"') {
    read_quoted(record, field);
  } else {
    const char ends[] = {limits_.separator, '\r', '\n', '\0'};
    const auto end = std::min(text_.find_first_of(ends, at_), text_.size());
    field = text_.substr(at_, end - at_);
    at_ = end;
    if (field.find('"') != field.npos) record.trouble = "a quote inside a field that does not begin with one";
  }
  if (field.size() > limits_.field_bytes)
    record.trouble = "a field longer than " + std::to_string(limits_.field_bytes) + " bytes";
  else if (record.trouble.empty() && !is_utf8(field))
    record.trouble = "a field that is not UTF-8";
}

void csv_reader::read_quoted(csv_record& record, std::string& field) {
  ++at_;
  while (field.size() <= limits_.field_bytes) {
    const auto quote = text_.find('"', at_);
    if (quote == text_.npos) {
      record.trouble = "a quote that is never closed";
      return;
    }
    const auto chunk = text_.substr(at_, quote - at_);
    line_ += static_cast<std::size_t>(std::ranges::count(chunk, '\n'));
    field += chunk;
    at_ = quote + 1;
    if (at_ < text_.size() && text_[at_] == '"') {
      field += '"';
      ++at_;
      continue;
    }
    if (at_ < text_.size() && text_[at_] != limits_.separator && !at_line_end())
      record.trouble = "text after a closing quote";
    return;
  }
}

bool csv_reader::at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }

void csv_reader::pass_line_end() {
  at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
  ++line_;
}

void csv_reader::resume_after(std::size_t start, std::size_t line) {
  at_ = std::min(text_.find_first_of("\r\n", start), text_.size());
  line_ = line;
  if (at_ < text_.size()) pass_line_end();
}

}  // namespace homigo::codec
