#include "modules/users/sign_in/identifier.hpp"

#include "domain/kernel/described/pattern.hpp"

namespace homigo::modules {

std::optional<identifier> parse_identifier(const std::string& text) {
  if (domain::matches(domain::pattern::phone, text)) return identifier{{.phone = text}, domain::otp_channel::phone};
  if (domain::matches(domain::pattern::email, text)) return identifier{{.email = text}, domain::otp_channel::email};
  return std::nullopt;
}

}  // namespace homigo::modules
