#include "modules/postings/posting_reads.hpp"

#include <pqxx/result>

#include "modules/postings/sql/posting_rows.hpp"
#include "modules/users/sql/visibility.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/keysets.hpp"
#include "persistence/postgres/client/row_reader.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

namespace {

/// $1 posting, $2 viewer or NULL, $3 now. `shown.whole` says how the posting is to be written.
std::string shown_sql(const std::string& columns, const std::string& source, const std::string& posting,
                      const std::string& owner, const std::string& other) {
  const auto is_matched = "EXISTS (SELECT FROM matches m WHERE m." + posting + " = " + source + "." + posting +
                          " AND m." + other + " = $2::uuid AND m.ended_at IS NULL)";
  const std::string owner_column = source + "." + owner;
  const std::string table = source == "l" ? "property_listings l" : "tenant_requirements r";
  return "SELECT " + columns + ", shown.whole FROM " + table + " CROSS JOIN LATERAL (SELECT " + owner_column +
         " = $2::uuid AS own, " + is_matched +
         " AS matched) rights CROSS JOIN LATERAL (SELECT coalesce(own OR matched, " + "false) AS whole) shown WHERE " +
         source + "." + posting + " = $1 AND (coalesce(own, false) OR (" + not_blocked(owner_column, "$2::uuid") +
         " AND (matched OR (" + is_public(source, owner_column, "$3") + "))))";
}

std::string own_sql(const std::string& columns, const std::string& source, const std::string& posting,
                    const std::string& owner) {
  const std::string id = source + "." + posting,
                    table = source == "l" ? "property_listings l" : "tenant_requirements r";
  return "SELECT " + columns + ", " + microseconds_of(source + ".created_at") + " AS position FROM " + table +
         " WHERE " + source + "." + owner + " = $1 AND " + source + ".status <> 'deleted' AND ($3::uuid IS NULL OR (" +
         source + ".created_at, " + id + ") < (" + moment_of("$2") + ", $3::uuid)) ORDER BY " + source +
         ".created_at DESC, " + id + " DESC LIMIT $4";
}

}  // namespace

std::optional<shown_listing> posting_reads::listing(const domain::uuid& id, const std::optional<domain::uuid>& viewer,
                                                    domain::instant now) {
  static const auto sql = shown_sql(listing_columns(), "l", "listing_id", "host_id", "tenant_id");
  return database{pool_}.read([&](transaction& t) -> std::optional<shown_listing> {
    const auto found = t.query(sql, {id, viewer, now});
    if (found.empty()) return std::nullopt;
    return shown_listing{read_listing(found[0]), found[0]["whole"].as<bool>()};
  });
}

std::optional<shown_requirement> posting_reads::requirement(const domain::uuid& id, const domain::uuid& viewer,
                                                            domain::instant now) {
  static const auto sql = shown_sql(requirement_columns(), "r", "requirement_id", "tenant_id", "host_id");
  return database{pool_}.read([&](transaction& t) -> std::optional<shown_requirement> {
    const auto found = t.query(sql, {id, viewer, now});
    if (found.empty()) return std::nullopt;
    return shown_requirement{read_row<domain::requirement>(found[0]), found[0]["whole"].as<bool>()};
  });
}

std::vector<domain::listing> posting_reads::listings(std::span<const domain::uuid> ids) {
  return database{pool_}.read([&](transaction& t) { return load_listings(t, ids); });
}

std::vector<domain::requirement> posting_reads::requirements(std::span<const domain::uuid> ids) {
  return database{pool_}.read([&](transaction& t) { return load_requirements(t, ids); });
}

slice<domain::listing> posting_reads::listings_of(const domain::uuid& host_id,
                                                  const std::optional<domain::keyset>& after, std::size_t limit) {
  static const auto sql = own_sql(listing_columns(), "l", "listing_id", "host_id");
  return database{pool_}.read([&](transaction& t) {
    slice<domain::listing> page;
    const auto rows = t.query(sql, {host_id, key_of(after), id_of(after), limit + 1});
    for (const auto& row : rows) page.rows.push_back(read_listing(row));
    cut(page, limit, [&](std::size_t last) { return keyset_of(rows[last]["position"], rows[last]["listing_id"]); });
    return page;
  });
}

slice<domain::requirement> posting_reads::requirements_of(const domain::uuid& tenant_id,
                                                          const std::optional<domain::keyset>& after,
                                                          std::size_t limit) {
  static const auto sql = own_sql(requirement_columns(), "r", "requirement_id", "tenant_id");
  return database{pool_}.read([&](transaction& t) {
    slice<domain::requirement> page;
    const auto rows = t.query(sql, {tenant_id, key_of(after), id_of(after), limit + 1});
    for (const auto& row : rows) page.rows.push_back(read_row<domain::requirement>(row));
    cut(page, limit, [&](std::size_t last) { return keyset_of(rows[last]["position"], rows[last]["requirement_id"]); });
    return page;
  });
}

bool posting_reads::owns_listing(const domain::uuid& listing_id, const domain::uuid& host_id) {
  return database{pool_}.read([&](transaction& t) {
    return !t.query("SELECT FROM property_listings WHERE listing_id = $1 AND host_id = $2 AND status <> 'deleted'",
                    {listing_id, host_id})
                .empty();
  });
}

bool posting_reads::has_made(domain::entity_kind posting, const domain::uuid& id, const domain::uuid& user_id) {
  const bool is_listing = posting == domain::entity_kind::listing;
  return database{pool_}.read([&](transaction& t) {
    return !t.query(is_listing ? "SELECT FROM property_listings WHERE listing_id = $1 AND host_id = $2"
                               : "SELECT FROM tenant_requirements WHERE requirement_id = $1 AND tenant_id = $2",
                    {id, user_id})
                .empty();
  });
}

bool posting_reads::owns_requirement(const domain::uuid& requirement_id, const domain::uuid& tenant_id) {
  return database{pool_}.read([&](transaction& t) {
    return !t.query(
                 "SELECT FROM tenant_requirements WHERE requirement_id = $1 AND tenant_id = $2 AND status <> 'deleted'",
                 {requirement_id, tenant_id})
                .empty();
  });
}

active_postings posting_reads::active_postings_of(const domain::uuid& user_id, domain::instant now) {
  static const auto sql =
      "SELECT r.requirement_id AS id, true AS is_requirement FROM tenant_requirements r WHERE tenant_id = $1 AND " +
      is_live("r", "$2") + " UNION ALL SELECT l.listing_id, false FROM property_listings l WHERE host_id = $1 AND " +
      is_live("l", "$2") + " ORDER BY id";
  return database{pool_}.read([&](transaction& t) {
    active_postings out;
    for (const auto& row : t.query(sql, {user_id, now}))
      (row["is_requirement"].as<bool>() ? out.requirements : out.listings).push_back(uuid_of(row["id"]));
    return out;
  });
}

std::vector<domain::entity_key> posting_reads::answerable_postings_of(const domain::uuid& user_id) {
  using domain::entity_kind;
  return database{pool_}.read([&](transaction& t) {
    std::vector<domain::entity_key> out;
    for (const auto& row :
         t.query("SELECT requirement_id AS id, true AS is_requirement FROM tenant_requirements WHERE tenant_id = $1"
                 " AND status IN ('active', 'paused') UNION ALL SELECT listing_id, false FROM property_listings"
                 " WHERE host_id = $1 AND status IN ('active', 'paused') ORDER BY id",
                 {user_id}))
      out.push_back(
          {row["is_requirement"].as<bool>() ? entity_kind::requirement : entity_kind::listing, uuid_of(row["id"])});
    return out;
  });
}

}  // namespace homigo::persistence
