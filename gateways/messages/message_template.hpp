// The words of what people are told, in the app or outside it, by template and channel. A notification's template is
// named like its type.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace homigo::gateways {

struct message {
  std::string subject;  // a notification's title; empty on channels without one
  std::string body;
};

using template_variables = std::map<std::string, std::string>;

/// The message of `name` with its variables filled in; a variable that is missing (erased secrets are) stays as `…`.
/// Nothing for a name that is no template.
std::optional<message> render(std::string_view name, std::string_view channel, const template_variables& variables);

}  // namespace homigo::gateways
