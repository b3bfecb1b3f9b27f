#include "modules/users/operators/operators.hpp"

#include "domain/kernel/described/pattern.hpp"
#include "modules/users/operators/operator_repository.hpp"
#include "modules/users/secrets/token.hpp"

namespace homigo::modules {
namespace {

domain::failure nobody_in_office() {
  return {domain::errc::not_found, "There is no active operator with this e-mail address."};
}

}  // namespace

domain::result<void> operators::validate(const std::string& email) {
  if (!domain::matches(domain::pattern::email, email))
    return domain::invalid_field("/email", "invalid_format", std::string{domain::explanation(domain::pattern::email)});
  return {};
}

domain::result<void> operators::revoke(const std::string& email) {
  if (auto valid = validate(email); !valid) return valid;
  if (!repository_.revoke(email)) return nobody_in_office();
  return {};
}

domain::result<std::string> operators::renew_token(const std::string& email) {
  if (auto valid = validate(email); !valid) return valid.error();
  auto token = make_operator_token(random_);
  if (!repository_.replace_token(email, token_hash(token))) return nobody_in_office();
  return token;
}

domain::result<std::string> operators::create(const std::string& email, domain::operator_role role) {
  if (auto valid = validate(email); !valid) return valid.error();
  auto token = make_operator_token(random_);
  if (auto added = repository_.add(ids_.next(), email, role, token_hash(token)); !added) return added.error();
  return token;
}

}  // namespace homigo::modules
