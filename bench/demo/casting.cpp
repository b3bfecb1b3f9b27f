#include "bench/demo/casting.hpp"

#include <algorithm>
#include <map>
#include <pqxx/result>
#include <pqxx/transaction>

#include "codec/json_writer.hpp"
#include "domain/kernel/descriptor_table.hpp"
#include "gateways/system/system_sources.hpp"
#include "persistence/postgres/client/pqxx_version.hpp"

namespace homigo::demo {

struct session_row {
  domain::uuid session_id{};
  domain::uuid user_id{};
  std::string token;
};
HOMIGO_DESCRIBED(session_row, session_id, user_id, token)
HOMIGO_TABLE(session_row)

struct tenant_row {
  domain::uuid user_id{};
  std::int64_t number = 0;
  domain::tenant_profile_content profile;
  std::int32_t profile_completeness = 0;
};
HOMIGO_DESCRIBED(tenant_row, user_id, number, profile, profile_completeness)
constexpr auto rules_of(const tenant_row*) { return domain::rules(domain::field("profile").inlined()); }
HOMIGO_TABLE(tenant_row)

namespace {

constexpr std::size_t batch_rows = 2000;

// Phones begin +91 0, as no Indian number does, and mail to .invalid reaches nobody.
constexpr auto insert_tenants = R"(
    WITH made AS (
        SELECT * FROM jsonb_to_recordset($1::jsonb) AS t (user_id uuid, number bigint, occupation text, company text, age smallint,
            gender text, food_preference text, smoking text, drinking text, pets text, about text, profile_completeness smallint)),
    accounts AS (
        INSERT INTO users (user_id, full_name, phone, email, user_type, account_status)
        SELECT user_id, 'Demo tenant ' || number, '+910' || (100000000 + number), 'demo-tenant-' || number || '@demo.invalid',
               'tenant', 'active'
        FROM made),
    proofs AS (INSERT INTO user_verifications (user_id, phone_verified_at) SELECT user_id, now() FROM made)
    INSERT INTO tenant_profiles (user_id, occupation, company, age, gender, food_preference, smoking, drinking, pets, about,
                                 profile_completeness)
    SELECT user_id, occupation, company, age, gender, food_preference, smoking, drinking, pets, about, profile_completeness
    FROM made)";

constexpr auto insert_sessions = R"(
    INSERT INTO sessions (session_id, user_id, family_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at,
                          user_agent)
    SELECT session_id, user_id, session_id, sha256(convert_to(token, 'UTF8')), now() + interval '6 hours',
           sha256(convert_to(token || ' refresh', 'UTF8')), now() + interval '6 hours', 'homigo demo'
    FROM jsonb_to_recordset($1::jsonb) AS s (session_id uuid, user_id uuid, token text))";

constexpr auto end_sessions = R"(
    UPDATE sessions SET revoked_at = now(), revoked_reason = 'logout'
    WHERE session_id IN (SELECT jsonb_array_elements_text($1::jsonb)::uuid) AND revoked_at IS NULL)";

constexpr auto select_adverts = R"(
    SELECT l.listing_id, l.host_id, l.rent_monthly, ST_Y(l.coordinates::geometry), ST_X(l.coordinates::geometry), l.locality,
           CASE l.occupancy_type WHEN 'any' THEN 'family' ELSE l.occupancy_type END, l.property_type, l.furnishing
    FROM property_listings l JOIN users h ON h.user_id = l.host_id
    WHERE l.status = 'active' AND l.valid_until > now() + interval '1 hour' AND h.account_status = 'active'
      AND h.email LIKE 'demo-host-%@demo.invalid'
    ORDER BY l.source_ref, l.listing_id)";

constexpr auto last_number = R"(
    SELECT coalesce(max(substring(email FROM '^demo-tenant-([0-9]+)@demo\.invalid$')::bigint), 0)
    FROM users WHERE email LIKE 'demo-tenant-%@demo.invalid')";

template <class E>
E word(const pqxx::field& field) {
  E value{};
  domain::from_wire_name(field.c_str(), value);
  return value;
}

/// Runs the statement on the rows, some thousands at a time.
template <class Rows, class Render>
void in_batches(pqxx::work& work, const char* statement, const Rows& rows, Render render) {
  for (std::size_t first = 0; first < rows.size(); first += batch_rows) {
    std::string json = "[";
    for (std::size_t i = first; i < std::min(first + batch_rows, rows.size()); ++i)
      json += (i == first ? "" : ",") + render(rows[i]);
    postgres::run_with(work, statement, json + "]");
  }
}

std::string new_token(domain::random_source& random) {
  std::array<std::uint8_t, 32> octets;
  random.fill(octets);
  std::string text;
  for (const auto octet : octets) (text += "0123456789abcdef"[octet >> 4]) += "0123456789abcdef"[octet & 15];
  return text;
}

std::vector<host> hosts_of(const std::vector<advert>& adverts, std::uint64_t seed) {
  std::vector<host> hosts;
  std::map<domain::uuid, std::size_t> places;
  for (const auto& advert : adverts) {
    const auto [at, is_new] = places.emplace(advert.host_id, hosts.size());
    // Counted down from the top, so that no tenant has the same dice.
    if (is_new) hosts.push_back({{advert.host_id, "", dice{seed, ~std::uint64_t{hosts.size()}}, nullptr, {}}, {}, 0});
    hosts[at->second].listings.push_back(advert.listing_id);
  }
  return hosts;
}

}  // namespace

std::vector<advert> live_adverts(pqxx::connection& database) {
  pqxx::work work{database};
  std::vector<advert> adverts;
  for (const auto& row : work.exec(select_adverts))
    adverts.push_back({domain::parse_uuid(row[0].c_str()).value(),
                       domain::parse_uuid(row[1].c_str()).value(),
                       row[2].as<std::int32_t>(),
                       {row[3].as<double>(), row[4].as<double>()},
                       row[5].c_str(),
                       word<domain::occupancy_type>(row[6]),
                       word<domain::property_type>(row[7]),
                       word<domain::furnishing_preference>(row[8])});
  return adverts;
}

cast engage(pqxx::connection& database, const std::vector<advert>& adverts, std::size_t tenants, std::uint64_t seed) {
  gateways::system_clock clock;
  gateways::system_random random;
  gateways::time_ordered_ids ids{clock, random};
  const auto today = std::chrono::floor<std::chrono::days>(clock.now());

  cast people;
  people.hosts = hosts_of(adverts, seed);
  std::vector<tenant_row> rows;
  pqxx::work work{database};
  const auto number = work.exec(last_number)[0][0].as<std::int64_t>();
  for (std::size_t i = 0; i < tenants; ++i) {
    dice chance{seed, i};
    const auto profile = draw_profile(chance);
    const auto wish = draw_wish(chance, chance.one_of(adverts), today);
    people.tenants.push_back({{ids.next(), "", chance, nullptr, {}}, wish, {}, {}});
    rows.push_back({people.tenants.back().who.user_id, number + static_cast<std::int64_t>(i) + 1, profile,
                    domain::completeness(profile)});
  }
  std::vector<session_row> sessions;
  const auto sign_in = [&](person& who) {
    who.token = new_token(random);
    sessions.push_back({ids.next(), who.user_id, who.token});
    people.sessions.push_back(sessions.back().session_id);
  };
  for (auto& t : people.tenants) sign_in(t.who);
  for (auto& h : people.hosts) sign_in(h.who);
  in_batches(work, insert_tenants, rows, [](const auto& row) { return codec::to_json(row, codec::audience::owner); });
  in_batches(work, insert_sessions, sessions,
             [](const auto& row) { return codec::to_json(row, codec::audience::owner); });
  work.commit();
  return people;
}

void dismiss(pqxx::connection& database, const cast& people) {
  pqxx::work work{database};
  in_batches(work, end_sessions, people.sessions, [](const auto& id) { return '"' + domain::to_string(id) + '"'; });
  work.commit();
}

}  // namespace homigo::demo
