// Which passwords are too easily guessed to protect anything.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace homigo::domain {

struct password_weakness {
  std::string code;  // blank, too_simple, too_common, own_identifier
  std::string message;
};

/// `own` are the phone, e-mail address and name of the one who chooses it. Case, common substitutions (`@` for `a`) and
/// digits at the end do not make a common password better.
std::optional<password_weakness> weakness_of(std::string_view password, std::initializer_list<std::string_view> own);

}  // namespace homigo::domain
