#include "modules/users/accounts/profile_repository.hpp"

#include <pqxx/row>

#include "modules/users/sql/account_changes.hpp"
#include "modules/users/sql/visibility.hpp"
#include "persistence/postgres/client/row_reader.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

namespace {

using domain::errc;
using domain::failure;
using domain::type_descriptor;

/// The account's own columns; the profiles are read by themselves.
std::string account_columns(const type_descriptor& type) {
  return select_list(type, "u",
                     {{"email", "coalesce(u.email, '')"},  // taken over by who has proven it
                      {"badges", badges_sql},
                      {"is_fully_verified", "v.is_fully_verified"},
                      {"tenant_profile", ""},
                      {"host_profile", ""}});
}

template <class Profile>
void read_profile(transaction& t, const std::string& table, const domain::uuid& user_id, std::optional<Profile>& out) {
  const auto found = t.query(
      "SELECT " + select_list(domain::descriptor<Profile>(), "p") + " FROM " + table + " p WHERE p.user_id = $1",
      {user_id});
  if (!found.empty()) out = read_row<Profile>(found[0]);
}

template <class Account>
std::optional<Account> with_profiles(transaction& t, const pqxx::result& found) {
  if (found.empty()) return std::nullopt;
  auto account = read_row<Account>(found[0]);
  read_profile(t, "tenant_profiles", account.user_id, account.tenant_profile);
  read_profile(t, "host_profiles", account.user_id, account.host_profile);
  return account;
}

/// The account's representation holds what has changed.
void touch_account(transaction& t, const domain::uuid& user_id, domain::instant now) {
  t.execute("UPDATE users SET revision = revision + 1, updated_at = $2 WHERE user_id = $1", {user_id, now});
  accounts_changed(t, std::span{&user_id, 1});
}

failure stale() { return {errc::precondition_failed, "This has changed in the meantime. Reload it and try again."}; }

template <class Content>
domain::result<void> insert_profile(transaction& t, const std::string& table, const domain::uuid& user_id,
                                    const Content& content, domain::instant now) {
  const auto& type = domain::descriptor<Content>();
  const auto added =
      t.execute("INSERT INTO " + table + " (user_id, profile_completeness, revision, created_at, updated_at, " +
                    column_list(type) + ") SELECT $1, $2, 1, $3, $3, " + column_list(type, "r.") +
                    " FROM jsonb_populate_record(NULL::" + table + ", $4::jsonb) r ON CONFLICT DO NOTHING",
                {user_id, domain::completeness(content), now, columns_json(content)});
  if (added == 0) return failure{errc::conflict, "You already have this profile. Change it with PUT."};
  touch_account(t, user_id, now);
  return {};
}

template <class Content>
domain::result<void> update_profile(transaction& t, const std::string& table, const domain::uuid& user_id,
                                    const Content& content, std::int64_t revision, domain::instant now) {
  const auto changed = t.execute("UPDATE " + table + " p SET " + assignments(domain::descriptor<Content>(), "r") +
                                     ", profile_completeness = $2, revision = p.revision + 1, updated_at = $3"
                                     " FROM jsonb_populate_record(NULL::" +
                                     table + ", $4::jsonb) r WHERE p.user_id = $1 AND p.revision = $5",
                                 {user_id, domain::completeness(content), now, columns_json(content), revision});
  if (changed == 0) return stale();
  touch_account(t, user_id, now);
  return {};
}

}  // namespace

std::optional<domain::user> profile_repository::find_user(const domain::uuid& user_id) {
  static const auto sql = "SELECT " + account_columns(domain::descriptor<domain::user>()) +
                          " FROM users u JOIN user_verifications v USING (user_id)"
                          " WHERE u.user_id = $1 AND u.account_status <> 'deleted'";
  return database{pool_}.read([&](transaction& t) { return with_profiles<domain::user>(t, t.query(sql, {user_id})); });
}

std::optional<domain::public_user> profile_repository::find_public(const domain::uuid& viewer_id,
                                                                   const domain::uuid& user_id) {
  static const auto sql = "SELECT " + account_columns(domain::descriptor<domain::public_user>()) +
                          " FROM users u JOIN user_verifications v USING (user_id)"
                          " WHERE u.user_id = $1 AND u.account_status = 'active' AND NOT EXISTS"
                          " (SELECT FROM blocked_users b WHERE (b.blocker_id = $1 AND b.blocked_id = $2)"
                          "                                 OR (b.blocker_id = $2 AND b.blocked_id = $1))";
  return database{pool_}.read([&](transaction& t) {
    return with_profiles<domain::public_user>(t, t.query(sql, {user_id, viewer_id}));
  });
}

domain::result<void> profile_repository::save_settings(const domain::uuid& user_id,
                                                       const domain::user_settings& settings, std::int64_t revision,
                                                       domain::instant now) {
  return database{pool_}.write([&](transaction& t) -> domain::result<void> {
    const auto changed =
        t.execute("UPDATE users u SET " + assignments(domain::descriptor<domain::user_settings>(), "r") +
                      ", revision = u.revision + 1, updated_at = $2"
                      " FROM jsonb_populate_record(NULL::users, $3::jsonb) r"
                      " WHERE u.user_id = $1 AND u.revision = $4 AND u.account_status <> 'deleted'",
                  {user_id, now, columns_json(settings), revision});
    if (changed == 0) return stale();
    accounts_changed(t, std::span{&user_id, 1});
    return {};
  });
}

domain::result<void> profile_repository::add(const domain::uuid& user_id, const domain::tenant_profile_content& content,
                                             domain::instant now) {
  return database{pool_}.write(
      [&](transaction& t) { return insert_profile(t, "tenant_profiles", user_id, content, now); });
}

domain::result<void> profile_repository::add(const domain::uuid& user_id, const domain::host_profile_content& content,
                                             domain::instant now) {
  return database{pool_}.write(
      [&](transaction& t) { return insert_profile(t, "host_profiles", user_id, content, now); });
}

domain::result<void> profile_repository::save(const domain::uuid& user_id,
                                              const domain::tenant_profile_content& content, std::int64_t revision,
                                              domain::instant now) {
  return database{pool_}.write(
      [&](transaction& t) { return update_profile(t, "tenant_profiles", user_id, content, revision, now); });
}

domain::result<void> profile_repository::save(const domain::uuid& user_id, const domain::host_profile_content& content,
                                              std::int64_t revision, domain::instant now) {
  return database{pool_}.write(
      [&](transaction& t) { return update_profile(t, "host_profiles", user_id, content, revision, now); });
}

}  // namespace homigo::persistence
