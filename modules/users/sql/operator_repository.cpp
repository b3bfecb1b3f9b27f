#include "modules/users/operators/operator_repository.hpp"

#include <pqxx/row>

#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

domain::result<void> operator_repository::add(const domain::uuid& operator_id, const std::string& email,
                                              domain::operator_role role, const domain::bytes& token_hash) {
  const auto added = database{pool_}.write([&](transaction& t) {
    return t.execute(
        "INSERT INTO operators (operator_id, email, role, token_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        {operator_id, email, domain::wire_name(role), token_hash});
  });
  if (added == 0)
    return domain::failure{domain::errc::conflict, "An operator with this e-mail address already exists."};
  return {};
}

bool operator_repository::replace_token(const std::string& email, const domain::bytes& token_hash) {
  return database{pool_}.write([&](transaction& t) {
    return t.execute("UPDATE operators SET token_hash = $2 WHERE lower(email) = lower($1) AND revoked_at IS NULL",
                     {email, token_hash}) > 0;
  });
}

bool operator_repository::revoke(const std::string& email) {
  return database{pool_}.write([&](transaction& t) {
    return t.execute("UPDATE operators SET revoked_at = now() WHERE lower(email) = lower($1) AND revoked_at IS NULL",
                     {email}) > 0;
  });
}

std::vector<operator_repository::in_office> operator_repository::all() {
  return database{pool_}.read([&](transaction& t) {
    std::vector<in_office> out;
    for (const auto& row :
         t.query("SELECT email, role, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM operators"
                 " WHERE revoked_at IS NULL ORDER BY lower(email)"))
      out.push_back({row[0].c_str(), row[1].c_str(), row[2].c_str()});
    return out;
  });
}

std::optional<operator_in_office> operator_repository::find(const domain::bytes& token_hash) {
  return database{pool_}.read([&](transaction& t) -> std::optional<operator_in_office> {
    const auto found = t.query(R"(
        SELECT o.operator_id, p.permission FROM operators o LEFT JOIN role_permissions p USING (role)
        WHERE o.token_hash = $1 AND o.revoked_at IS NULL)",
                               {token_hash});
    if (found.empty()) return std::nullopt;
    operator_in_office out{uuid_of(found[0][0]), {}};
    for (const auto& row : found)
      if (!row[1].is_null()) out.permissions.add(enumerator_of<domain::operator_permission>(row[1]));
    return out;
  });
}

}  // namespace homigo::persistence
