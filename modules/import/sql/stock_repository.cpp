#include "modules/import/stock_repository.hpp"

#include <pqxx/except>
#include <pqxx/nontransaction>
#include <stdexcept>

#include "modules/import/sql/stock_rows.hpp"
#include "persistence/postgres/client/connection_pool.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

namespace {

template <class People>
std::vector<const domain::user*> accounts_of(const People& people) {
  std::vector<const domain::user*> accounts;
  accounts.reserve(people.size());
  for (const auto& person : people) accounts.push_back(&person.account);
  return accounts;
}

constexpr auto renew_sessions = R"(
    INSERT INTO sessions AS s (session_id, user_id, family_id, access_hash, access_expires_at, refresh_hash,
                               refresh_expires_at, user_agent, created_at, last_used_at)
    SELECT session_id, user_id, family_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at, user_agent,
           created_at, last_used_at
    FROM generated_session
    ON CONFLICT (session_id) DO UPDATE SET
        access_hash = EXCLUDED.access_hash, access_expires_at = EXCLUDED.access_expires_at,
        refresh_hash = EXCLUDED.refresh_hash, refresh_expires_at = EXCLUDED.refresh_expires_at,
        revoked_at = NULL, revoked_reason = NULL
    WHERE s.revoked_at IS NOT NULL OR s.access_hash <> EXCLUDED.access_hash
       OR s.access_expires_at < EXCLUDED.access_expires_at - interval '30 days')";

/// A seed whose people clash with others is a choice of the caller, not a fault.
template <class Work>
void told_plainly(Work&& work) {
  try {
    work();
  } catch (const pqxx::unique_violation&) {
    throw std::runtime_error{
        "People of this seed have the phone or address of another account, or another run adds the same ones now."};
  }
}

}  // namespace

bool stock_repository::has_account(const domain::uuid& user_id) {
  return database{pool_}.read(
      [&](transaction& t) { return !t.query("SELECT FROM users WHERE user_id = $1", {user_id}).empty(); });
}

void stock_repository::add_hosts(const std::vector<stock::host>& hosts, const std::array<photo_record, 3>& pictures,
                                 const std::vector<generated_session>& sessions) {
  const auto accounts = accounts_of(hosts);
  std::vector<const domain::listing*> listings;
  for (const auto& host : hosts)
    for (const auto& listing : host.listings) listings.push_back(&listing);
  told_plainly([&] {
    database{pool_}.write([&](transaction& t) {
      copy_accounts(t, accounts);
      copy_host_profiles(t, accounts);
      copy_listings(t, listings, pictures);
      copy_sessions(t, "sessions", sessions);
    });
  });
}

void stock_repository::add_tenants(const std::vector<stock::tenant>& tenants,
                                   const std::vector<generated_session>& sessions) {
  const auto accounts = accounts_of(tenants);
  std::vector<const domain::requirement*> requirements;
  requirements.reserve(tenants.size());
  for (const auto& tenant : tenants) requirements.push_back(&tenant.requirement);
  told_plainly([&] {
    database{pool_}.write([&](transaction& t) {
      copy_accounts(t, accounts);
      copy_tenant_profiles(t, accounts);
      copy_requirements(t, requirements);
      copy_sessions(t, "sessions", sessions);
    });
  });
}

void stock_repository::sign_in(const std::vector<generated_session>& sessions) {
  database{pool_}.write([&](transaction& t) {
    t.execute("CREATE TEMPORARY TABLE generated_session (LIKE sessions INCLUDING DEFAULTS) ON COMMIT DROP");
    copy_sessions(t, "generated_session", sessions);
    t.execute(renew_sessions);
  });
}

void stock_repository::tidy() {
  auto lease = pool_.acquire();
  pqxx::nontransaction work{*lease};
  work.exec(
      "VACUUM (ANALYZE) users, user_verifications, host_profiles, tenant_profiles, property_listings, "
      "host_preferences, "
      "property_photos, tenant_requirements, tenant_priorities, entity, sessions");
}

}  // namespace homigo::persistence
