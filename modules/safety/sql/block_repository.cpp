#include "modules/safety/block_repository.hpp"

#include <algorithm>
#include <pqxx/result>

#include "domain/engine/entity.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/keysets.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

namespace {

using domain::uuid;

/// Commits that create pairs, matches or messages hold these locks too, so whatever is read below is final.
bool lock_people(transaction& t, const uuid& blocker_id, const uuid& blocked_id) {
  const auto rows = t.query(
      "SELECT user_id, account_status IN ('active', 'suspended') AS stands FROM users WHERE user_id IN ($1, $2)"
      " ORDER BY user_id FOR NO KEY UPDATE",
      {blocker_id, blocked_id});
  return rows.size() == 2 &&
         std::ranges::all_of(rows, [](const auto& row) { return row["stands"].template as<bool>(); });
}

void close_conversations(transaction& t, const uuid& one, const uuid& other, domain::instant now) {
  t.query(
      "SELECT FROM conversations WHERE (tenant_id, host_id) IN (($1, $2), ($2, $1)) ORDER BY conversation_id"
      " FOR NO KEY UPDATE",
      {one, other});
  t.execute(
      "UPDATE conversations SET closed_at = $3 WHERE (tenant_id, host_id) IN (($1, $2), ($2, $1))"
      " AND closed_at IS NULL",
      {one, other, now});
}

/// Matches alone end. Reached through both people's postings: pair itself has no index for two people.
constexpr auto pairs_sql = R"(
    SELECT p.listing_id, p.requirement_id, p.tenant_id,
           EXISTS (SELECT FROM pending_command c WHERE c.entity_id = p.listing_id AND c.command = 'end_pair'
                   AND c.payload ->> 'requirement_id' = p.requirement_id::text) AS is_ordered
    FROM property_listings l
    JOIN tenant_requirements r ON (l.host_id, r.tenant_id) IN (($1, $2), ($2, $1))
    JOIN pair p ON p.listing_id = l.listing_id AND p.requirement_id = r.requirement_id
    WHERE l.host_id IN ($1, $2) AND r.tenant_id IN ($1, $2) AND p.state = 'matched'
    ORDER BY p.listing_id, p.requirement_id)";

void order_ending(transaction& t, const uuid& listing_id, const uuid& requirement_id, const char* caused_by,
                  const uuid& blocker_id, domain::instant now) {
  t.execute(
      "INSERT INTO pending_command (command_id, entity_id, kind, shard, command, payload, created_at)"
      " VALUES (gen_random_uuid(), $1, 'listing', coalesce((SELECT shard FROM entity WHERE entity_id = $1), "
      "$2::smallint),"
      " 'end_pair', jsonb_build_object('requirement_id', $3::uuid, 'caused_by', $4::text,"
      " 'user_id', $5::uuid), $6)",
      {listing_id, domain::shard_of({domain::entity_kind::listing, listing_id}), requirement_id, caused_by, blocker_id,
       now});
}

std::vector<uuid> end_pairs(transaction& t, const uuid& blocker_id, const uuid& blocked_id, domain::instant now) {
  std::vector<uuid> listings;
  for (const auto& row : t.query(pairs_sql, {blocker_id, blocked_id})) {
    const auto listing_id = uuid_of(row["listing_id"]);
    if (listings.empty() || listings.back() != listing_id) listings.push_back(listing_id);
    if (row["is_ordered"].as<bool>()) continue;
    const auto* caused_by = uuid_of(row["tenant_id"]) == blocker_id ? "tenant" : "host";
    order_ending(t, listing_id, uuid_of(row["requirement_id"]), caused_by, blocker_id, now);
  }
  return listings;
}

}  // namespace

std::optional<block_effects> block_repository::block(const uuid& blocker_id, const uuid& blocked_id,
                                                     domain::instant now) {
  return database{pool_}.write([&](transaction& t) -> std::optional<block_effects> {
    if (!lock_people(t, blocker_id, blocked_id)) return std::nullopt;
    block_effects effects;
    effects.is_new = t.execute(
                         "INSERT INTO blocked_users (blocker_id, blocked_id, created_at, seen_name) SELECT $1, $2, $3,"
                         " (SELECT full_name FROM users WHERE user_id = $2 AND account_status = 'active' AND NOT EXISTS"
                         "  (SELECT FROM blocked_users WHERE blocker_id = $2 AND blocked_id = $1))"
                         " ON CONFLICT DO NOTHING",
                         {blocker_id, blocked_id, now}) > 0;
    close_conversations(t, blocker_id, blocked_id, now);
    effects.listing_ids = end_pairs(t, blocker_id, blocked_id, now);
    if (effects.is_new)
      t.execute("INSERT INTO change_log (kind, key) VALUES ('user', $1), ('user', $2)", {blocker_id, blocked_id});
    return effects;
  });
}

void block_repository::unblock(const uuid& blocker_id, const uuid& blocked_id) {
  database{pool_}.write([&](transaction& t) {
    if (t.execute("DELETE FROM blocked_users WHERE blocker_id = $1 AND blocked_id = $2", {blocker_id, blocked_id}) > 0)
      t.execute("INSERT INTO change_log (kind, key) VALUES ('user', $1), ('user', $2)", {blocker_id, blocked_id});
  });
}

slice<domain::blocked_user> block_repository::blocked_by(const uuid& blocker_id,
                                                         const std::optional<domain::keyset>& after,
                                                         std::size_t limit) {
  static const auto sql = "SELECT b.blocked_id AS user_id, coalesce(b.seen_name, 'Homigo user') AS full_name, " +
                          instant_expression("b.created_at") + " AS blocked_at, " + microseconds_of("b.created_at") +
                          " AS position FROM blocked_users b WHERE b.blocker_id = $1"
                          " AND ($3::uuid IS NULL OR (b.created_at, b.blocked_id) < (" +
                          moment_of("$2") + ", $3::uuid)) ORDER BY b.created_at DESC, b.blocked_id DESC LIMIT $4";
  return database{pool_}.read([&](transaction& t) {
    slice<domain::blocked_user> page;
    const auto rows = t.query(sql, {blocker_id, key_of(after), id_of(after), limit + 1});
    for (const auto& row : rows)
      page.rows.push_back({uuid_of(row["user_id"]), text_of(row["full_name"]), instant_of(row["blocked_at"])});
    cut(page, limit, [&](std::size_t last) { return keyset_of(rows[last]["position"], rows[last]["user_id"]); });
    return page;
  });
}

}  // namespace homigo::persistence
