#include "persistence/postgres/entity_rows.hpp"

#include <spdlog/spdlog.h>
#include <zlib.h>

#include <map>
#include <pqxx/binarystring>
#include <pqxx/result>

#include "codec/binary.hpp"
#include "persistence/postgres/pair_record.hpp"
#include "persistence/postgres/posting_rows.hpp"
#include "persistence/postgres/row_reader.hpp"
#include "persistence/postgres/transaction.hpp"

namespace homigo::postgres {
namespace {

using domain::entity_kind;
using domain::uuid;
using persistence::stored_entity;
using persistence::stored_pair;

std::int64_t checksum(const std::string& bytes) {
  return static_cast<std::int64_t>(
      ::crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

std::int64_t version_of(transaction& t, const uuid& id) {
  const auto rows = t.query("SELECT version FROM entity WHERE entity_id = $1", {id});
  return rows.empty() ? 0 : rows[0][0].as<std::int64_t>();
}

template <class Posting>
persistence::stored_posting stored(const Posting& posting, const uuid& owner) {
  return {owner, posting.status, posting.valid_until, posting.revision, codec::to_binary(posting.content)};
}

void load_listing(transaction& t, const uuid& id, stored_entity& out) {
  static const auto sql = "SELECT " + listing_columns() + " FROM property_listings l WHERE l.listing_id = $1";
  const auto rows = t.query(sql, {id});
  if (rows.empty()) return;
  const auto listing = read_row<domain::listing>(rows[0]);
  out.posting = stored(listing, listing.host_id);
}

void load_requirement(transaction& t, const uuid& id, stored_entity& out) {
  static const auto sql = "SELECT " + requirement_columns() + " FROM tenant_requirements r WHERE r.requirement_id = $1";
  const auto rows = t.query(sql, {id});
  if (rows.empty()) return;
  const auto requirement = read_row<domain::requirement>(rows[0]);
  out.posting = stored(requirement, requirement.tenant_id);
}

void load_conversation(transaction& t, const uuid& id, stored_entity& out) {
  const auto rows = t.query(
      "SELECT tenant_id, host_id, last_sequence, closed_at IS NOT NULL FROM conversations WHERE conversation_id = $1",
      {id});
  if (rows.empty()) return;
  out.conversation = {domain::parse_uuid(rows[0][0].c_str()).value(), domain::parse_uuid(rows[0][1].c_str()).value(),
                      rows[0][2].as<std::int64_t>(), rows[0][3].as<bool>()};
}

/// Nothing when there is none, or it is of another format, damaged, or ahead of the rows.
std::optional<std::vector<stored_pair>> load_snapshot(transaction& t, const uuid& id, std::int64_t version,
                                                      std::int64_t& taken_at) {
  const auto rows =
      t.query("SELECT format, entity_version, checksum, body FROM actor_snapshots WHERE entity_id = $1", {id});
  if (rows.empty() || rows[0][0].as<int>() != snapshot_format || rows[0][1].as<std::int64_t>() > version) return {};
  const pqxx::binarystring body{rows[0][3]};
  const std::string bytes{body.get(), body.size()};
  auto pairs = checksum(bytes) == rows[0][2].as<std::int64_t>() ? decode_pairs(bytes) : std::nullopt;
  if (!pairs) spdlog::warn("the snapshot of {} is damaged; its rows are read instead", domain::to_string(id));
  taken_at = rows[0][1].as<std::int64_t>();
  return pairs;
}

std::string pairs_where(const std::string& condition) {
  return "SELECT " +
         select_list(domain::descriptor<pair_record>(), "p",
                     {{"conversation_id", "m.conversation_id"}, {"match_status", "m.match_status"}}) +
         " FROM pair p LEFT JOIN matches m ON m.match_id = p.match_id WHERE " + condition;
}

void load_pairs_of_listing(transaction& t, const uuid& id, stored_entity& out) {
  static const auto sql = pairs_where("p.listing_id = $1 AND p.listing_version > $2");
  std::int64_t since = -1;
  std::map<uuid, stored_pair> by_requirement;
  if (auto snapshot = load_snapshot(t, id, out.version, since)) {
    out.from_snapshot = true;
    for (auto& p : *snapshot) by_requirement.insert_or_assign(p.requirement_id, std::move(p));
  } else {
    since = -1;
  }
  for (const auto& row : t.query(sql, {id, since})) {
    auto p = to_pair(read_row<pair_record>(row));
    by_requirement.insert_or_assign(p.requirement_id, std::move(p));
  }
  for (auto& [requirement, p] : by_requirement) out.pairs.push_back(std::move(p));
}

void load_pairs_of_requirement(transaction& t, const uuid& id, stored_entity& out) {
  static const auto sql = pairs_where("p.requirement_id = $1");
  for (const auto& row : t.query(sql, {id})) out.pairs.push_back(to_pair(read_row<pair_record>(row)));
}

}  // namespace

stored_entity load_entity(transaction& t, const domain::entity_key& key) {
  stored_entity out;
  out.key = key;
  out.version = version_of(t, key.id);
  switch (key.kind) {
    case entity_kind::user:
      break;
    case entity_kind::listing:
      load_listing(t, key.id, out);
      load_pairs_of_listing(t, key.id, out);
      break;
    case entity_kind::requirement:
      load_requirement(t, key.id, out);
      load_pairs_of_requirement(t, key.id, out);
      break;
    case entity_kind::conversation:
      load_conversation(t, key.id, out);
      break;
  }
  return out;
}

void save_snapshot(transaction& t, const persistence::pair_snapshot& snapshot) {
  const auto body = encode_pairs(snapshot.pairs);
  t.execute(
      "INSERT INTO actor_snapshots AS s (entity_id, kind, format, entity_version, checksum, body)"
      " VALUES ($1, $2, $3, $4, $5, $6)"
      " ON CONFLICT (entity_id) DO UPDATE SET format = EXCLUDED.format, entity_version = EXCLUDED.entity_version,"
      " checksum = EXCLUDED.checksum, body = EXCLUDED.body, taken_at = now()"
      " WHERE s.entity_version <= EXCLUDED.entity_version OR s.format <> EXCLUDED.format"
      // One from a future that never was (rows restored from a backup) must not wait for it to come.
      "   OR s.entity_version > (SELECT version FROM entity e WHERE e.entity_id = EXCLUDED.entity_id)",
      {snapshot.key.id, domain::wire_name(snapshot.key.kind), snapshot_format, snapshot.version, checksum(body),
       std::span{reinterpret_cast<const std::uint8_t*>(body.data()), body.size()}});
}

}  // namespace homigo::postgres
