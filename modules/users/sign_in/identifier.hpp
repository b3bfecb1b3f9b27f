// What people type to say who they are: a phone number or an e-mail address.
#pragma once

#include <optional>
#include <string>

#include "modules/users/sign_in/sign_in_records.hpp"

namespace homigo::modules {

struct identifier {
  persistence::account_key key;
  domain::otp_channel channel{};
};

/// Nothing when the text is neither.
std::optional<identifier> parse_identifier(const std::string& text);

}  // namespace homigo::modules
