#include "persistence/postgres/commit/entity_rows.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"
#include "persistence/postgres/commit/posting_content.hpp"

#include <spdlog/spdlog.h>
#include <zlib.h>

#include <algorithm>
#include <map>
#include <pqxx/result>
#include <unordered_map>

#include "codec/binary.hpp"
#include "persistence/postgres/client/arrays.hpp"
#include "persistence/postgres/client/pqxx_version.hpp"
#include "persistence/postgres/client/row_reader.hpp"
#include "persistence/postgres/client/transaction.hpp"
#include "persistence/postgres/commit/pair_record.hpp"

namespace homigo::postgres {
namespace {

using domain::entity_kind;
using domain::uuid;
using persistence::stored_entity;
using persistence::stored_pair;

uLong add_to(uLong sum, std::string_view bytes) {
  return ::crc32(sum, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
}

/// Of a snapshot with what it claims to be: whose, of which version, in which form.
std::int64_t checksum(const domain::entity_key& key, std::int64_t version, int format, std::string_view body) {
  auto sum = add_to(0, domain::wire_name(key.kind));
  sum = add_to(sum, {reinterpret_cast<const char*>(key.id.data), sizeof key.id.data});
  sum = add_to(sum, std::to_string(version) + ' ' + std::to_string(format));
  return static_cast<std::int64_t>(add_to(sum, body));
}

bool are_all_of(const std::vector<stored_pair>& pairs, const uuid& listing) {
  return std::ranges::all_of(pairs, [&](const stored_pair& p) { return p.listing_id == listing; });
}

/// The entities of one load, to be filled in as their rows come.
class wanted_entities {
public:
  explicit wanted_entities(std::span<const domain::entity_key> keys) : all_(keys.size()) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      all_[i].key = keys[i];
      by_id_.emplace(keys[i].id, &all_[i]);
    }
  }

  std::vector<uuid> ids() const {
    std::vector<uuid> out;
    for (const auto& entity : all_) out.push_back(entity.key.id);
    return out;
  }
  std::vector<uuid> ids(entity_kind kind) const {
    std::vector<uuid> out;
    for (const auto& entity : all_)
      if (entity.key.kind == kind) out.push_back(entity.key.id);
    return out;
  }
  stored_entity& of(const uuid& id) { return *by_id_.at(id); }
  /// By the identifier in a column of a row.
  stored_entity& of(const pqxx::field& id) { return of(domain::parse_uuid(id.c_str()).value()); }
  std::vector<stored_entity> take() { return std::move(all_); }

private:
  std::vector<stored_entity> all_;
  std::unordered_map<uuid, stored_entity*, domain::uuid_hash> by_id_;
};

using id_list = std::span<const uuid>;

void load_versions(transaction& t, wanted_entities& wanted) {
  const auto ids = wanted.ids();
  for (const auto& row :
       t.query("SELECT entity_id, version FROM entity WHERE entity_id = ANY($1::uuid[])", {array_literal(ids)}))
    wanted.of(row[0]).version = row[1].as<std::int64_t>();
}

template <class Posting>
persistence::stored_posting stored(const Posting& posting, const uuid& owner) {
  auto content = codec::to_binary(posting.content);
  content.shrink_to_fit();  // it lives as long as its entity does
  return {owner, posting.status, posting.valid_until, posting.revision, std::move(content)};
}

void load_listings(transaction& t, id_list ids, wanted_entities& wanted) {
  static const auto sql = "SELECT " + bare_listing_columns() +
                          " FROM unnest($1::uuid[]) AS wanted (id)"
                          " JOIN property_listings l ON l.listing_id = wanted.id";
  for (const auto& row : t.query(sql, {array_literal(ids)})) {
    const auto listing = read_row<domain::listing>(row);
    wanted.of(listing.listing_id).posting = stored(listing, listing.host_id);
  }
}

void load_requirements(transaction& t, id_list ids, wanted_entities& wanted) {
  static const auto sql = "SELECT " + bare_requirement_columns() +
                          " FROM unnest($1::uuid[]) AS wanted (id)"
                          " JOIN tenant_requirements r ON r.requirement_id = wanted.id";
  for (const auto& row : t.query(sql, {array_literal(ids)})) {
    const auto requirement = read_row<domain::requirement>(row);
    wanted.of(requirement.requirement_id).posting = stored(requirement, requirement.tenant_id);
  }
}

void load_conversations(transaction& t, id_list ids, wanted_entities& wanted) {
  for (const auto& row : t.query("SELECT conversation_id, tenant_id, host_id, last_sequence, closed_at IS NOT NULL"
                                 " FROM conversations WHERE conversation_id = ANY($1::uuid[])",
                                 {array_literal(ids)}))
    wanted.of(row[0]).conversation = {domain::parse_uuid(row[1].c_str()).value(),
                                      domain::parse_uuid(row[2].c_str()).value(), row[3].as<std::int64_t>(),
                                      row[4].as<bool>()};
}

/// A listing's pairs by requirement, as far as the snapshot has them, and up to which version that is.
struct known_pairs {
  std::map<uuid, stored_pair> by_requirement;
  std::int64_t since = -1;
};
using pairs_of_listings = std::unordered_map<uuid, known_pairs, domain::uuid_hash>;

/// Leaves out a snapshot that is of another format, damaged, or ahead of the rows.
void load_snapshots(transaction& t, id_list ids, wanted_entities& wanted, pairs_of_listings& known) {
  for (const auto& row : t.query("SELECT entity_id, format, entity_version, checksum, body FROM actor_snapshots"
                                 " WHERE entity_id = ANY($1::uuid[])",
                                 {array_literal(ids)})) {
    auto& entity = wanted.of(row[0]);
    const auto taken_at = row[2].as<std::int64_t>();
    if (row[1].as<int>() != snapshot_format() || taken_at > entity.version) continue;
    const auto bytes = octets_in(row[4]);
    const bool is_whole = checksum(entity.key, taken_at, snapshot_format(), bytes) == row[3].as<std::int64_t>();
    auto pairs = is_whole ? decode_pairs(bytes) : std::nullopt;
    if (!pairs || !are_all_of(*pairs, entity.key.id)) {
      spdlog::warn("the snapshot of {} is damaged or another's; its rows are read instead",
                   domain::to_string(entity.key.id));
      continue;
    }
    entity.from_snapshot = true;
    auto& of_listing = known[entity.key.id];
    of_listing.since = taken_at;
    for (auto& p : *pairs) of_listing.by_requirement.insert_or_assign(p.requirement_id, std::move(p));
  }
}

std::string pairs_from(const std::string& source) {
  return "SELECT " +
         select_list(domain::descriptor<pair_record>(), "p",
                     {{"conversation_id", "m.conversation_id"}, {"match_status", "m.match_status"}}) +
         " FROM " + source + " LEFT JOIN matches m ON m.match_id = p.match_id";
}

void load_pairs_of_listings(transaction& t, id_list ids, wanted_entities& wanted) {
  static const auto sql = pairs_from(
      "unnest($1::uuid[], $2::bigint[]) AS wanted (id, since)"
      " JOIN pair p ON p.listing_id = wanted.id AND p.listing_version > wanted.since");
  pairs_of_listings known;
  load_snapshots(t, ids, wanted, known);
  std::vector<std::int64_t> since;
  for (const auto& id : ids) {
    const auto found = known.find(id);
    since.push_back(found == known.end() ? -1 : found->second.since);
  }
  for (const auto& row : t.query(sql, {array_literal(ids), array_literal(since)})) {
    auto p = to_pair(read_row<pair_record>(row));
    known[p.listing_id].by_requirement.insert_or_assign(p.requirement_id, std::move(p));
  }
  for (auto& [id, pairs] : known)
    for (auto& [requirement, p] : pairs.by_requirement) wanted.of(id).pairs.push_back(std::move(p));
}

/// Each commit of a listing writes a few of its pairs, so the versions bound what one answer holds: many hot listings
/// are not read at once.
void load_pairs_of_listings_in_parts(transaction& t, id_list ids, wanted_entities& wanted) {
  constexpr std::int64_t versions_at_once = 10'000;
  while (!ids.empty()) {
    std::size_t count = 0;
    for (std::int64_t versions = 0; count < ids.size() && versions < versions_at_once; ++count)
      versions += wanted.of(ids[count]).version;
    load_pairs_of_listings(t, ids.first(count), wanted);
    ids = ids.subspan(count);
  }
}

void load_pairs_of_requirements(transaction& t, id_list ids, wanted_entities& wanted) {
  static const auto sql = pairs_from("unnest($1::uuid[]) AS wanted (id) JOIN pair p ON p.requirement_id = wanted.id");
  for (const auto& row : t.query(sql, {array_literal(ids)})) {
    auto p = to_pair(read_row<pair_record>(row));
    wanted.of(p.requirement_id).pairs.push_back(std::move(p));
  }
}

}  // namespace

std::vector<stored_entity> load_entities(transaction& t, std::span<const domain::entity_key> keys) {
  wanted_entities wanted{keys};
  load_versions(t, wanted);
  if (const auto ids = wanted.ids(entity_kind::listing); !ids.empty()) {
    load_listings(t, ids, wanted);
    load_pairs_of_listings_in_parts(t, ids, wanted);
  }
  if (const auto ids = wanted.ids(entity_kind::requirement); !ids.empty()) {
    load_requirements(t, ids, wanted);
    load_pairs_of_requirements(t, ids, wanted);
  }
  if (const auto ids = wanted.ids(entity_kind::conversation); !ids.empty()) load_conversations(t, ids, wanted);
  return wanted.take();
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
      {snapshot.key.id, domain::wire_name(snapshot.key.kind), snapshot_format(), snapshot.version,
       checksum(snapshot.key, snapshot.version, snapshot_format(), body),
       std::span{reinterpret_cast<const std::uint8_t*>(body.data()), body.size()}});
}

}  // namespace homigo::postgres
