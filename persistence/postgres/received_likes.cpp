// The inbox half of match_reads: likes received and not yet answered.
#include <pqxx/result>

#include "persistence/postgres/arrays.hpp"
#include "persistence/postgres/field_values.hpp"
#include "persistence/postgres/keysets.hpp"
#include "persistence/postgres/match_reads.hpp"
#include "persistence/postgres/match_rows.hpp"
#include "persistence/postgres/visibility.hpp"

namespace homigo::postgres {
namespace {

/// Likes that wait for the `mine` side's answer: $1 who, $2 to $4 cursor, $5 rows, $6 now.
std::string inbox_sql(const std::string& mine, const std::string& theirs) {
  const std::string own = mine == "host" ? "l" : "r", other = mine == "host" ? "r" : "l";
  const std::string action = "p." + theirs + "_action", at = "p." + theirs + "_at", swipe = "p." + theirs + "_swipe_id";
  return "(SELECT " + swipe + " AS swipe_id, " + action + " AS action, " + at +
         " AS created_at, p.listing_id, p.requirement_id FROM pair p"
         " JOIN property_listings l ON l.listing_id = p.listing_id"
         " JOIN tenant_requirements r ON r.requirement_id = p.requirement_id WHERE p." +
         mine + "_id = $1 AND p.state = 'open' AND " + action + " IN ('like', 'super_like') AND p." + mine +
         "_action IS NULL AND " + is_live(other, "$6") + " AND " + own + ".status IN ('active', 'paused') AND " +
         in_good_standing("p." + theirs + "_id") + " AND " + not_blocked("p.tenant_id", "p.host_id") +
         " AND ($4::uuid IS NULL OR ((" + action + " = 'super_like'), " + at + ", " + swipe + ") < ($2::boolean, " +
         moment_of("$3") + ", $4::uuid)) ORDER BY (" + action + " = 'super_like') DESC, " + at + " DESC, " + swipe +
         " DESC LIMIT $5)";
}

struct liked_rows {
  std::vector<domain::received_like> likes;
  std::vector<domain::uuid> listing_ids;
  std::vector<domain::uuid> requirement_ids;
};

liked_rows read_likes(const pqxx::result& rows, std::size_t limit) {
  liked_rows out;
  for (std::size_t i = 0; i < rows.size() && i < limit; ++i) {
    const auto row = rows[i];
    domain::received_like like;
    like.swipe_id = uuid_of(row["swipe_id"]);
    like.action = enumerator_of<domain::swipe_action>(row["action"]);
    like.created_at = instant_of(row["created_at"]);
    out.likes.push_back(std::move(like));
    out.listing_ids.push_back(uuid_of(row["listing_id"]));
    out.requirement_ids.push_back(uuid_of(row["requirement_id"]));
  }
  return out;
}

}  // namespace

persistence::slice<domain::received_like, domain::inbox_keyset> match_reads::likes_received(
    const domain::uuid& user_id, const std::optional<domain::inbox_keyset>& after, std::size_t limit,
    domain::instant now) {
  static const auto sql =
      "SELECT swipe_id, action, " + instant_expression("created_at") + " AS created_at, " +
      microseconds_of("created_at") + " AS position, listing_id, requirement_id FROM (" + inbox_sql("host", "tenant") +
      " UNION ALL " + inbox_sql("tenant", "host") +
      ") AS either ORDER BY (action = 'super_like') DESC, either.created_at DESC, swipe_id DESC LIMIT $5";
  return database_.read([&](transaction& t) {
    const auto rows = after ? t.query(sql, {user_id, after->is_super_like, after->key, after->id, limit + 1, now})
                            : t.query(sql, {user_id, nullptr, nullptr, nullptr, limit + 1, now});
    auto found = read_likes(rows, limit);
    load_postings(t, found.listing_ids, found.requirement_ids, found.likes);
    persistence::slice<domain::received_like, domain::inbox_keyset> page{std::move(found.likes), std::nullopt};
    if (rows.size() > limit) {
      const auto last = rows[limit - 1];
      page.next = domain::inbox_keyset{page.rows.back().action == domain::swipe_action::super_like,
                                       last["position"].as<double>(), page.rows.back().swipe_id};
    }
    return page;
  });
}

std::vector<domain::received_like> match_reads::likes(std::span<const domain::uuid> swipe_ids,
                                                      const domain::uuid& user_id) {
  static const auto sql = "SELECT a.swipe_id, a.action, " + instant_expression("a.created_at") +
                          " AS created_at, a.listing_id, a.requirement_id FROM swipe_actions a"
                          " WHERE a.swipe_id = ANY ($1::uuid[]) AND a.swiped_user_id = $2";
  return database_.read([&](transaction& t) {
    auto found = read_likes(t.query(sql, {array_literal(swipe_ids), user_id}), swipe_ids.size());
    load_postings(t, found.listing_ids, found.requirement_ids, found.likes);
    return std::move(found.likes);
  });
}

}  // namespace homigo::postgres
