#include "modules/operators.hpp"

#include "domain/pattern.hpp"
#include "modules/token.hpp"
#include "persistence/operator_repository.hpp"

namespace homigo::modules {

domain::result<std::string> operators::create(const std::string& email, domain::operator_role role) {
  if (!domain::matches(domain::pattern::email, email))
    return domain::invalid_field("/email", "invalid_format", std::string{domain::explanation(domain::pattern::email)});
  auto token = make_operator_token(random_);
  if (auto added = repository_.add(ids_.next(), email, role, token_hash(token)); !added) return added.error();
  return token;
}

}  // namespace homigo::modules
