// One value bound to a statement, in PostgreSQL's text form.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/text/bytes.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::postgres {

class parameter {
public:
  parameter(std::nullptr_t) {}
  parameter(std::string_view value) : text_(value) {}
  parameter(const std::string& value) : text_(value) {}
  parameter(const char* value) : text_(value) {}
  parameter(bool value) : text_(value ? "true" : "false") {}
  template <std::integral T>
  parameter(T value) : text_(std::to_string(value)) {}
  parameter(double value);
  parameter(const domain::uuid& value) : text_(domain::to_string(value)) {}
  parameter(domain::instant value) : text_(domain::to_string(value)) {}
  parameter(domain::date value) : text_(domain::to_string(value)) {}
  /// bytea in its hexadecimal form.
  parameter(std::span<const std::uint8_t> value);
  parameter(const domain::bytes& value) : parameter(std::span<const std::uint8_t>{value}) {}
  /// An absent value is NULL.
  template <class T>
  parameter(const std::optional<T>& value) : text_(value ? parameter{*value}.text_ : std::nullopt) {}

  /// Null pointer for NULL.
  const char* text() const { return text_ ? text_->c_str() : nullptr; }

private:
  std::optional<std::string> text_;
};

}  // namespace homigo::postgres
