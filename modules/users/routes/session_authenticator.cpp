#include "modules/users/routes/session_authenticator.hpp"

#include "modules/users/authentication.hpp"

namespace homigo::http {

std::optional<domain::principal> session_authenticator::cached(std::string_view token) {
  return sessions_.cached(token);
}

domain::result<domain::principal> session_authenticator::authenticate(std::string_view token) {
  return sessions_.authenticate(token);
}

domain::token_fault session_authenticator::fault_of(std::string_view token) { return sessions_.fault_of(token); }

}  // namespace homigo::http
