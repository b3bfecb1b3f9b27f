// Header values of the form `name; parameter=value`: Content-Type, Content-Disposition.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message/message.hpp"

namespace homigo::http {

struct media_type {
  std::string name;       // in lower case
  field_list parameters;  // names in lower case, values unquoted

  const std::string* parameter(std::string_view wanted) const;
};

/// Nothing when the value is not well-formed or a parameter comes twice.
std::optional<media_type> parse_media_type(std::string_view value);

/// True for application/json (or +json) whose charset, if named, is UTF-8.
bool is_json(std::string_view content_type);

/// ASCII letters to lower case.
std::string lower(std::string_view text);
/// Without spaces and tabs at either end.
std::string_view trimmed(std::string_view text);

}  // namespace homigo::http
