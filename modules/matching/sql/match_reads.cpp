#include "modules/matching/match_reads.hpp"

#include <pqxx/result>
#include <utility>

#include "modules/matching/sql/match_rows.hpp"
#include "modules/matching/sql/received_likes.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/keysets.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

namespace {

/// One side's newest matches, so that each side's index gives its own page.
std::string side_sql(const std::string& person) {
  return "(SELECT m.match_id, m.created_at FROM matches m WHERE m." + person +
         " = $1 AND ($3::uuid IS NULL OR (m.created_at, m.match_id) < (" + moment_of("$2") +
         ", $3::uuid)) ORDER BY m.created_at DESC, m.match_id DESC LIMIT $4)";
}

class stored_matches final : public match_reads {
public:
  explicit stored_matches(connection_pool& pool) : database_(pool) {}

  slice<match_seen> matches_of(const domain::uuid& user_id, const std::optional<domain::keyset>& after,
                               std::size_t limit, domain::instant now) override {
    static const auto sql = "SELECT match_id, " + microseconds_of("created_at") + " AS position FROM (" +
                            side_sql("tenant_id") + " UNION ALL " + side_sql("host_id") +
                            ") AS either ORDER BY created_at DESC, match_id DESC LIMIT $4";
    const auto rows = database_.query(sql, {user_id, key_of(after), id_of(after), limit + 1});
    std::vector<match_viewer> wanted;
    for (std::size_t i = 0; std::cmp_less(i, rows.size()) && i < limit; ++i)
      wanted.push_back({uuid_of(rows[i]["match_id"]), user_id});
    // A match never goes away and keeps its place, so the two statements need no common snapshot.
    slice<match_seen> page;
    for (auto& seen : load_matches(database_, wanted, now))
      if (seen) page.rows.push_back(std::move(*seen));
    if (std::cmp_greater(rows.size(), limit))
      page.next = keyset_of(rows[limit - 1]["position"], rows[limit - 1]["match_id"]);
    return page;
  }

  std::vector<std::optional<match_seen>> matches(std::span<const match_viewer> wanted, domain::instant now) override {
    return load_matches(database_, wanted, now);
  }

  std::vector<domain::received_like> likes(std::span<const domain::uuid> swipe_ids, const domain::uuid& user_id,
                                           domain::instant now) override {
    return load_likes(database_, swipe_ids, user_id, now);
  }

  std::optional<swipe_facts> swipe_of(const domain::uuid& swipe_id) override {
    const auto found = database_.query(
        "SELECT listing_id, requirement_id, swiper_id, CASE target_type WHEN 'listing' THEN 'tenant' ELSE 'host' END "
        "AS side,"
        " action = 'dislike' AND undone_at IS NULL AND NOT EXISTS ("
        "   SELECT FROM swipe_actions later WHERE later.swiper_id = s.swiper_id AND later.action = 'dislike'"
        "   AND later.undone_at IS NULL AND later.updated_at > s.updated_at) AS is_newest_dislike,"
        " undone_at IS NOT NULL AS is_undone"
        " FROM swipe_actions s WHERE swipe_id = $1",
        {swipe_id});
    if (found.empty()) return std::nullopt;
    const auto row = found[0];
    return swipe_facts{
        uuid_of(row["listing_id"]), uuid_of(row["requirement_id"]),      enumerator_of<domain::pair_side>(row["side"]),
        uuid_of(row["swiper_id"]),  row["is_newest_dislike"].as<bool>(), row["is_undone"].as<bool>()};
  }

  std::optional<match_facts> match_parties(const domain::uuid& match_id) override {
    const auto found = database_.query(
        "SELECT listing_id, requirement_id, tenant_id, host_id, conversation_id, match_status FROM matches WHERE "
        "match_id = $1",
        {match_id});
    if (found.empty()) return std::nullopt;
    const auto row = found[0];
    return match_facts{uuid_of(row["listing_id"]),      uuid_of(row["requirement_id"]),
                       uuid_of(row["tenant_id"]),       uuid_of(row["host_id"]),
                       uuid_of(row["conversation_id"]), enumerator_of<domain::match_status>(row["match_status"])};
  }

private:
  database database_;
};

}  // namespace

std::unique_ptr<match_reads> make_match_reads(postgres::connection_pool& pool) {
  return std::make_unique<stored_matches>(pool);
}

}  // namespace homigo::persistence
