#include "modules/matching/sql/counterpart_columns.hpp"

#include "domain/matching/match.hpp"
#include "modules/users/sql/visibility.hpp"
#include "persistence/postgres/client/row_reader.hpp"

namespace homigo::postgres {

std::string in_force_sql(const std::string& alias, const std::string& ended_at_column) {
  return "(" + alias + "." + ended_at_column + " IS NULL AND u.account_status = 'active' AND " +
         not_blocked(alias + ".tenant_id", alias + ".host_id") + ")";
}

std::string counterpart_columns(const std::string& alias, const std::string& in_force) {
  const auto apart = "NOT (" + not_blocked(alias + ".tenant_id", alias + ".host_id") + ")";
  const auto unless_apart = [&](std::string_view expression, const std::string& instead) {
    return "CASE WHEN " + apart + " THEN " + instead + " ELSE " + std::string{expression} + " END";
  };
  // What is not proven may be anybody's.
  const auto shown = [&](const std::string& contact) {
    return "CASE WHEN " + in_force + " AND u.contact_visibility = 'after_match' AND v." + contact +
           "_verified_at IS NOT NULL THEN u." + contact + " END";
  };
  return select_list(domain::descriptor<domain::counterpart>(), "u",
                     {{"full_name", unless_apart("u.full_name", "'Homigo user'")},
                      {"badges", unless_apart(badges_sql, "'[]'::jsonb")},
                      {"is_fully_verified", unless_apart("coalesce(v.is_fully_verified, false)", "false")},
                      {"phone", shown("phone")},
                      {"email", shown("email")}});
}

std::string counterpart_joins(const std::string& alias, const std::string& me) {
  return " JOIN users u ON u.user_id = CASE WHEN " + alias + ".tenant_id = " + me + " THEN " + alias +
         ".host_id ELSE " + alias + ".tenant_id END LEFT JOIN user_verifications v ON v.user_id = u.user_id";
}

}  // namespace homigo::postgres
