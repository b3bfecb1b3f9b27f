#include "support/feed_oracle.hpp"

#include <pqxx/result>

#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/row_reader.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::tests {
namespace {

/// The columns that a key and a breakdown are read from; `id` names the posting.
std::string feed_sql(const std::string& function, const std::string& id, const domain::type_descriptor& breakdown) {
  return "SELECT f." + id + " AS id, f.is_premium, f.score, " + postgres::instant_expression("f.created_at") +
         " AS created_at, f.distance_m, " + postgres::select_list(breakdown, "f") + " FROM " + function +
         "($1::uuid, $2::integer, $3::timestamptz, $4::boolean, $5::float8, $6::timestamptz, $7::uuid) f";
}

pqxx::result fetch(postgres::transaction& t, const std::string& sql, const domain::uuid& posting,
                   const std::optional<domain::feed_key>& after, std::size_t limit, domain::instant now) {
  if (!after) return t.query(sql, {posting, limit, now, nullptr, nullptr, nullptr, nullptr});
  return t.query(sql, {posting, limit, now, after->is_premium, after->score, after->created_at, after->id});
}

template <class Ranked>
std::vector<Ranked> read_ranked(const pqxx::result& rows) {
  std::vector<Ranked> out;
  for (const auto& row : rows) {
    Ranked item{postgres::read_row<domain::feed_key>(row), {}, row["distance_m"].as<std::int32_t>()};
    postgres::read_row(row, domain::descriptor<decltype(item.breakdown)>(), &item.breakdown);
    out.push_back(item);
  }
  return out;
}

}  // namespace

std::vector<domain::ranked_listing> feed_oracle::listings(const domain::uuid& requirement_id,
                                                          const std::optional<domain::feed_key>& after,
                                                          std::size_t limit, domain::instant now) {
  static const auto sql =
      feed_sql("feed_listings", "listing_id", domain::descriptor<domain::listing_score_breakdown>());
  return database_.read([&](postgres::transaction& t) {
    return read_ranked<domain::ranked_listing>(fetch(t, sql, requirement_id, after, limit, now));
  });
}

std::vector<domain::ranked_requirement> feed_oracle::requirements(const domain::uuid& listing_id,
                                                                  const std::optional<domain::feed_key>& after,
                                                                  std::size_t limit, domain::instant now) {
  static const auto sql =
      feed_sql("feed_requirements", "requirement_id", domain::descriptor<domain::requirement_score_breakdown>());
  return database_.read([&](postgres::transaction& t) {
    return read_ranked<domain::ranked_requirement>(fetch(t, sql, listing_id, after, limit, now));
  });
}

}  // namespace homigo::tests
