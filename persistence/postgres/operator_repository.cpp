#include "persistence/postgres/operator_repository.hpp"

#include <pqxx/row>

#include "persistence/postgres/field_values.hpp"

namespace homigo::postgres {

domain::result<void> operator_repository::add(const domain::uuid& operator_id, const std::string& email,
                                              const domain::bytes& token_hash) {
  const auto added = database_.write([&](transaction& t) {
    return t.execute(
        "INSERT INTO operators (operator_id, email, token_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        {operator_id, email, token_hash});
  });
  if (added == 0)
    return domain::failure{domain::errc::conflict, "There is an operator with this e-mail address already."};
  return {};
}

std::optional<domain::uuid> operator_repository::find(const domain::bytes& token_hash) {
  return database_.read([&](transaction& t) -> std::optional<domain::uuid> {
    const auto found =
        t.query("SELECT operator_id FROM operators WHERE token_hash = $1 AND revoked_at IS NULL", {token_hash});
    if (found.empty()) return std::nullopt;
    return uuid_of(found[0][0]);
  });
}

}  // namespace homigo::postgres
