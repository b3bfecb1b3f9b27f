// Comma-separated values (RFC 4180), or separated by another character, record by record: one bad record costs no
// other.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace homigo::codec {

struct csv_limits {
  std::size_t field_bytes = std::size_t{64} * 1024;
  std::size_t fields = 256;
  char separator = ',';
};

struct csv_record {
  std::size_t line = 0;  // of its first character, from 1
  std::vector<std::string> fields;
  std::string trouble;  // why it cannot be read; empty when it can, otherwise `fields` means nothing
};

/// Takes LF, CRLF and CR at the end of a record, commas and line breaks inside quotes, "" for a quote, and a byte order
/// mark. Empty lines are passed over. After a bad record it goes on at the line after the one where that record began.
class csv_reader {
public:
  /// `text` must outlive the reader.
  explicit csv_reader(std::string_view text, csv_limits limits = {});

  /// Nothing at the end.
  std::optional<csv_record> next();

private:
  void read_record(csv_record& record);
  void read_field(csv_record& record);
  void read_quoted(csv_record& record, std::string& field);
  bool at_line_end() const;
  void pass_line_end();
  void resume_after(std::size_t start, std::size_t line);

  std::string_view text_;
  csv_limits limits_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace homigo::codec
