#include "modules/matching/sql/received_likes.hpp"

#include <pqxx/result>
#include <utility>

#include "modules/matching/sql/match_rows.hpp"
#include "modules/users/sql/visibility.hpp"
#include "persistence/postgres/client/arrays.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {
namespace {

/// The columns of a side of pair `p`.
struct side_columns {
  explicit side_columns(const std::string& side)
      : action("p." + side + "_action"), at("p." + side + "_at"), swipe("p." + side + "_swipe_id") {}
  std::string action;
  std::string at;
  std::string swipe;
};

/// Those of the swipes $2 that are likes which the `mine` side, $1, has yet to answer and can at $3.
std::string waiting_sql(const std::string& mine, const std::string& theirs) {
  const std::string own = mine == "host" ? "l" : "r", other = mine == "host" ? "r" : "l";
  const side_columns their{theirs};
  return "SELECT " + their.swipe + " AS swipe_id, " + their.action + " AS action, " + their.at +
         " AS created_at, p.listing_id, p.requirement_id FROM pair p"
         " JOIN property_listings l ON l.listing_id = p.listing_id"
         " JOIN tenant_requirements r ON r.requirement_id = p.requirement_id"
         " JOIN swipe_actions a ON a.swipe_id = ANY ($2::uuid[]) AND a.listing_id = p.listing_id"
         " AND a.requirement_id = p.requirement_id AND a.swipe_id = " +
         their.swipe + " WHERE p." + mine + "_id = $1 AND p.state = 'open' AND " + their.action +
         " IN ('like', 'super_like') AND p." + mine + "_action IS NULL AND " +
         is_public(other, "p." + theirs + "_id", "$3") + " AND " + own + ".status IN ('active', 'paused') AND " +
         not_blocked("p.tenant_id", "p.host_id");
}

struct liked_rows {
  std::vector<domain::received_like> likes;
  std::vector<domain::uuid> listing_ids;
  std::vector<domain::uuid> requirement_ids;
};

liked_rows read_likes(const pqxx::result& rows, std::size_t limit) {
  liked_rows out;
  for (std::size_t i = 0; std::cmp_less(i, rows.size()) && i < limit; ++i) {
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

std::vector<domain::received_like> load_likes(database& from, std::span<const domain::uuid> swipe_ids,
                                              const domain::uuid& user_id, domain::instant now) {
  static const auto sql = "SELECT swipe_id, action, " + instant_expression("created_at") +
                          " AS created_at, listing_id, requirement_id FROM (" + waiting_sql("host", "tenant") +
                          " UNION ALL " + waiting_sql("tenant", "host") + ") AS either";
  return from.read([&](transaction& t) {
    auto found = read_likes(t.query(sql, {user_id, array_literal(swipe_ids), now}), swipe_ids.size());
    load_postings(t, found.listing_ids, found.requirement_ids, found.likes);
    return std::move(found.likes);
  });
}

}  // namespace homigo::postgres
