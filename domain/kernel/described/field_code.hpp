// The codes of field errors: one name for one fault, everywhere in the API.
#pragma once

#include <span>
#include <string_view>

namespace homigo::domain {

struct field_code {
  std::string_view name;
  std::string_view meaning;
};

/// Every `code` that a field_error may have.
std::span<const field_code> field_codes();

}  // namespace homigo::domain
