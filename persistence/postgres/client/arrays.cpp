#include "persistence/postgres/client/arrays.hpp"

#include "persistence/postgres/client/parameter.hpp"

namespace homigo::postgres {

std::string array_literal(std::span<const domain::uuid> ids) {
  std::string out = "{";
  for (const auto& id : ids) out.append(out.size() > 1 ? "," : "").append(domain::to_string(id));
  return out + "}";
}

std::string array_literal(std::span<const std::int64_t> numbers) {
  std::string out = "{";
  for (const auto number : numbers) out.append(out.size() > 1 ? "," : "").append(std::to_string(number));
  return out + "}";
}

std::string array_literal(std::span<const domain::bytes> values) {
  std::string out = "{";
  // A value's text begins with a backslash, which an array wants escaped.
  for (const auto& value : values) out.append(out.size() > 1 ? ",\\" : "\\").append(parameter{value}.text());
  return out + "}";
}

std::string array_literal(std::span<const std::string> texts) {
  std::string out = "{";
  for (const auto& text : texts) {
    out += out.size() > 1 ? ",\"" : "\"";
    for (const auto letter : text) {
      if (letter == '"' || letter == '\\') out += '\\';
      out += letter;
    }
    out += '"';
  }
  return out + "}";
}

}  // namespace homigo::postgres
