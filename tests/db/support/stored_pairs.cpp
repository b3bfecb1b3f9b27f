#include "support/stored_pairs.hpp"

#include <pqxx/result>

#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::tests {
namespace {

std::string pairs_sql(const std::string& own, const std::string& other, const std::string& mine,
                      const std::string& theirs) {
  return "SELECT " + other + "_id AS other, state <> 'open' OR " + mine +
         "_action IS NOT NULL AS is_decided, state = " + "'open' AND " + mine + "_action IS NULL AND " + theirs +
         "_action IN ('like', 'super_like') AS is_waiting, " + theirs + "_swipe_id AS swipe_id, " + theirs +
         "_action AS action, " + postgres::instant_expression(theirs + "_at") + " AS at FROM pair WHERE " + own +
         "_id = $1";
}

}  // namespace

domain::result<domain::posting_pairs> stored_pairs::pairs_of(const domain::entity_key& posting, const domain::uuid&) {
  const auto sql = posting.kind == domain::entity_kind::listing ? pairs_sql("listing", "requirement", "host", "tenant")
                                                                : pairs_sql("requirement", "listing", "tenant", "host");
  return postgres::database{pool_}.read([&](postgres::transaction& t) {
    domain::posting_pairs all;
    for (const auto& row : t.query(sql, {posting.id})) {
      if (row["is_decided"].as<bool>()) all.decided.push_back(postgres::uuid_of(row["other"]));
      if (row["is_waiting"].as<bool>(false))
        all.likes.push_back({postgres::uuid_of(row["other"]), postgres::uuid_of(row["swipe_id"]),
                             postgres::enumerator_of<domain::swipe_action>(row["action"]),
                             postgres::instant_of(row["at"])});
    }
    return domain::result<domain::posting_pairs>{std::move(all)};
  });
}

}  // namespace homigo::tests
