#include "modules/matching/sql/match_rows.hpp"

#include <pqxx/result>
#include <unordered_map>

#include "modules/matching/sql/counterpart_columns.hpp"
#include "modules/postings/sql/posting_rows.hpp"
#include "modules/users/sql/visibility.hpp"
#include "persistence/postgres/client/arrays.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/row_reader.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {
namespace {

/// The postings of a page, each loaded once however many rows name it.
class posting_index {
public:
  posting_index(transaction& t, std::span<const domain::uuid> listing_ids,
                std::span<const domain::uuid> requirement_ids) {
    for (auto& listing : load_listings(t, listing_ids))
      listings_.insert_or_assign(listing.listing_id, std::move(listing));
    for (auto& requirement : load_requirements(t, requirement_ids))
      requirements_.insert_or_assign(requirement.requirement_id, std::move(requirement));
  }
  // Rows refer to postings by foreign keys, so they are there.
  const domain::listing& listing(const domain::uuid& id) const { return listings_.at(id); }
  const domain::requirement& requirement(const domain::uuid& id) const { return requirements_.at(id); }

private:
  std::unordered_map<domain::uuid, domain::listing, domain::uuid_hash> listings_;
  std::unordered_map<domain::uuid, domain::requirement, domain::uuid_hash> requirements_;
};

/// Whether the viewer is shown the match's posting `alias` of `owner`: one's own, and those of a match in force,
/// always.
std::string shows_posting(const std::string& alias, const std::string& owner, const std::string& in_force) {
  return "(wanted.viewer = " + owner + " OR " + in_force + " OR (" + not_blocked("m.tenant_id", "m.host_id") + " AND " +
         is_public(alias, owner, "$3") + "))";
}

/// The match's own columns, then those of its listing, then those of its requirement.
std::string matches_sql() {
  const auto in_force = in_force_sql("m", "ended_at");
  return "SELECT wanted.place, m.match_id, m.match_status, m.compatibility_score::float8 AS compatibility_score, "
         "m.conversation_id, " +
         instant_expression("m.created_at") + " AS created_at, " + instant_expression("m.ended_at") + " AS ended_at, " +
         in_force + " AS in_force, " + shows_posting("l", "m.host_id", in_force) + " AS shows_listing, " +
         shows_posting("r", "m.tenant_id", in_force) + " AS shows_requirement, " + counterpart_columns("m", in_force) +
         ", " + listing_columns() + ", " + requirement_columns() +
         " FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS wanted (match_id, viewer, place)"
         " JOIN matches m ON m.match_id = wanted.match_id AND wanted.viewer IN (m.tenant_id, m.host_id)"
         " JOIN property_listings l ON l.listing_id = m.listing_id"
         " JOIN tenant_requirements r ON r.requirement_id = m.requirement_id" +
         counterpart_joins("m", "wanted.viewer");
}

/// Of a name that two parts have, the row gives the first one's: the match's own.
persistence::match_seen read_match(const pqxx::row& row) {
  const auto listing = static_cast<int>(row.column_number("listing_id"));
  const auto requirement = static_cast<int>(row.column_number("requirement_id"));
  persistence::match_seen seen;
  auto& match = seen.match;
  match.match_id = uuid_of(row["match_id"]);
  match.status = enumerator_of<domain::match_status>(row["match_status"]);
  match.compatibility_score = row["compatibility_score"].as<double>();
  if (row["shows_listing"].as<bool>()) match.listing = read_listing(row, {listing, requirement});
  if (row["shows_requirement"].as<bool>()) match.requirement = read_row<domain::requirement>(row, {requirement});
  match.counterpart = read_row<domain::counterpart>(row, {0, listing});
  match.conversation_id = uuid_of(row["conversation_id"]);
  match.created_at = instant_of(row["created_at"]);
  if (!row["ended_at"].is_null()) match.ended_at = instant_of(row["ended_at"]);
  seen.in_force = row["in_force"].as<bool>();
  return seen;
}

}  // namespace

std::vector<std::optional<persistence::match_seen>> load_matches(database& from,
                                                                 std::span<const persistence::match_viewer> wanted,
                                                                 domain::instant now) {
  static const auto sql = matches_sql();
  std::vector<std::optional<persistence::match_seen>> out(wanted.size());
  if (wanted.empty()) return out;
  std::vector<domain::uuid> ids, viewers;
  for (const auto& [match_id, user_id] : wanted) ids.push_back(match_id), viewers.push_back(user_id);
  for (const auto& row : from.query(sql, {array_literal(ids), array_literal(viewers), now}))
    out[row["place"].as<std::size_t>() - 1] = read_match(row);
  return out;
}

void load_postings(transaction& t, std::span<const domain::uuid> listing_ids,
                   std::span<const domain::uuid> requirement_ids, std::vector<domain::received_like>& likes) {
  const posting_index postings{t, listing_ids, requirement_ids};
  for (std::size_t i = 0; i < likes.size(); ++i) {
    likes[i].listing = postings.listing(listing_ids[i]);
    likes[i].requirement = postings.requirement(requirement_ids[i]);
  }
}

}  // namespace homigo::postgres
