// JSON that something else wrote already (the card cache, PostgreSQL): passed through unread.
#pragma once

#include <optional>
#include <string>

#include "domain/kernel/errors/errc.hpp"

namespace homigo::http {

struct rendered_json {
  std::string text;
};

inline domain::result<rendered_json> rendered_as_is(domain::result<std::string> json) {
  if (!json) return json.error();
  return rendered_json{std::move(*json)};
}

inline std::optional<domain::result<rendered_json>> rendered_as_is(std::optional<domain::result<std::string>> json) {
  if (!json) return std::nullopt;
  return rendered_as_is(std::move(*json));
}

}  // namespace homigo::http
