#include "modules/matching/sql/received_likes.hpp"

#include <algorithm>
#include <iterator>
#include <pqxx/result>
#include <utility>

#include "modules/matching/sql/match_rows.hpp"
#include "modules/users/sql/visibility.hpp"
#include "persistence/postgres/client/arrays.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/keysets.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {
namespace {

/// How the rows of both sides are ordered and where they go on; $4 is the swipe of the cursor.
struct inbox_order {
  std::string behind;
  std::string order_by;
  std::string joins;
};

inbox_order newest_first(const std::string& action, const std::string& at, const std::string& swipe) {
  const auto super = "(" + action + " = 'super_like')";
  return {"(" + super + ", " + at + ", " + swipe + ") < ($5::boolean, " + moment_of("$6") + ", $4::uuid)",
          super + " DESC, " + at + " DESC, " + swipe + " DESC", ""};
}

/// Those that the person was told of after the event $5.
inbox_order come_again(const std::string&, const std::string&, const std::string& swipe) {
  return {swipe + " < $4::uuid", swipe + " DESC",
          " JOIN (SELECT DISTINCT reference FROM user_events WHERE user_id = $1 AND seq > $5::bigint"
          " AND event = 'swipe.received') AS told ON told.reference = " +
              swipe};
}

/// The columns of a side of pair `p`.
struct side_columns {
  explicit side_columns(const std::string& side)
      : action("p." + side + "_action"), at("p." + side + "_at"), swipe("p." + side + "_swipe_id") {}
  std::string action;
  std::string at;
  std::string swipe;
};

/// Likes that the `mine` side, $1, has yet to answer and can at $3.
std::string waiting_sql(const std::string& mine, const std::string& theirs, const std::string& joins) {
  const std::string own = mine == "host" ? "l" : "r", other = mine == "host" ? "r" : "l";
  const side_columns their{theirs};
  return "SELECT " + their.swipe + " AS swipe_id, " + their.action + " AS action, " + their.at +
         " AS created_at, p.listing_id, p.requirement_id FROM pair p"
         " JOIN property_listings l ON l.listing_id = p.listing_id"
         " JOIN tenant_requirements r ON r.requirement_id = p.requirement_id" +
         joins + " WHERE p." + mine + "_id = $1 AND p.state = 'open' AND " + their.action +
         " IN ('like', 'super_like') AND p." + mine + "_action IS NULL AND " +
         is_public(other, "p." + theirs + "_id", "$3") + " AND " + own + ".status IN ('active', 'paused') AND " +
         not_blocked("p.tenant_id", "p.host_id");
}

/// A page of them: $2 rows, from $4 on the cursor.
template <class Order>
std::string side_sql(const std::string& mine, const std::string& theirs, Order order) {
  const side_columns their{theirs};
  const inbox_order by = order(their.action, their.at, their.swipe);
  return "(" + waiting_sql(mine, theirs, by.joins) + " AND ($4::uuid IS NULL OR " + by.behind + ") ORDER BY " +
         by.order_by + " LIMIT $2)";
}

/// Those of the swipes $2.
std::string named_sql(const std::string& mine, const std::string& theirs) {
  return waiting_sql(mine, theirs,
                     " JOIN swipe_actions a ON a.swipe_id = ANY ($2::uuid[]) AND a.listing_id = p.listing_id"
                     " AND a.requirement_id = p.requirement_id AND a.swipe_id = " +
                         side_columns{theirs}.swipe);
}

template <class Order>
std::string inbox_sql(Order order) {
  return "SELECT swipe_id, action, " + instant_expression("created_at") + " AS created_at, " +
         microseconds_of("created_at") + " AS position, listing_id, requirement_id, " + newest_event_of("$1") +
         " AS newest_event FROM (" + side_sql("host", "tenant", order) + " UNION ALL " +
         side_sql("tenant", "host", order) + ") AS either ORDER BY " +
         order("action", "either.created_at", "swipe_id").order_by + " LIMIT $2";
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

using inbox_page = persistence::slice<domain::received_like, domain::inbox_keyset>;

inbox_page waiting_likes(transaction& t, const domain::uuid& user_id, const std::optional<domain::inbox_keyset>& after,
                         std::size_t limit, domain::instant now) {
  static const auto sql = inbox_sql(newest_first);
  const auto rows = after ? t.query(sql, {user_id, limit + 1, now, after->id, after->is_super_like, after->key})
                          : t.query(sql, {user_id, limit + 1, now, nullptr, nullptr, nullptr});
  auto found = read_likes(rows, limit);
  load_postings(t, found.listing_ids, found.requirement_ids, found.likes);
  inbox_page page{std::move(found.likes), std::nullopt};
  if (std::cmp_greater(rows.size(), limit)) {
    const auto last = rows[limit - 1];
    page.next = domain::inbox_keyset{page.rows.back().action == domain::swipe_action::super_like,
                                     last["position"].as<double>(), page.rows.back().swipe_id,
                                     after ? after->since : last["newest_event"].as<std::int64_t>(), false};
  }
  return page;
}

/// Fills the page with those that came, or rose to a super like, later than the first page.
void add_moved(transaction& t, const domain::uuid& user_id, const domain::inbox_keyset& after, std::size_t limit,
               domain::instant now, inbox_page& page) {
  static const auto sql = inbox_sql(come_again);
  const auto room = limit - page.rows.size();
  const auto from = after.again ? after.id : behind_all;
  const auto rows = t.query(sql, {user_id, room + 1, now, from, after.since});
  auto found = read_likes(rows, room);
  load_postings(t, found.listing_ids, found.requirement_ids, found.likes);
  const auto last = found.likes.empty() ? from : found.likes.back().swipe_id;
  std::ranges::move(found.likes, std::back_inserter(page.rows));
  if (std::cmp_greater(rows.size(), room)) page.next = domain::inbox_keyset{false, 0, last, after.since, true};
}

}  // namespace

inbox_page load_inbox(database& from, const domain::uuid& user_id, const std::optional<domain::inbox_keyset>& after,
                      std::size_t limit, domain::instant now) {
  return from.read([&](transaction& t) {
    inbox_page page;
    if (!after || !after->again) page = waiting_likes(t, user_id, after, limit, now);
    if (after && !page.next) add_moved(t, user_id, *after, limit, now, page);
    return page;
  });
}

std::vector<domain::received_like> load_likes(database& from, std::span<const domain::uuid> swipe_ids,
                                              const domain::uuid& user_id, domain::instant now) {
  static const auto sql = "SELECT swipe_id, action, " + instant_expression("created_at") +
                          " AS created_at, listing_id, requirement_id FROM (" + named_sql("host", "tenant") +
                          " UNION ALL " + named_sql("tenant", "host") + ") AS either";
  return from.read([&](transaction& t) {
    auto found = read_likes(t.query(sql, {user_id, array_literal(swipe_ids), now}), swipe_ids.size());
    load_postings(t, found.listing_ids, found.requirement_ids, found.likes);
    return std::move(found.likes);
  });
}

}  // namespace homigo::postgres
