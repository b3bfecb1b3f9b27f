#include "modules/postings/posting_search.hpp"

#include <pqxx/result>
#include <utility>

#include "domain/postings/search_words.hpp"
#include "modules/postings/sql/posting_rows.hpp"
#include "modules/postings/sql/search_area.hpp"
#include "modules/users/sql/visibility.hpp"
#include "persistence/postgres/client/arrays.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/keysets.hpp"
#include "persistence/postgres/client/row_reader.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

namespace {

// An absent filter is a NULL parameter. The statement is planned with its values, so `NULL IS NULL OR …` costs nothing
// and the others find their index.

/// Words by their English stems, names also as written.
std::string text_query(const std::string& text) {
  return "(websearch_to_tsquery('english', search_text(" + text +
         "::text)) || websearch_to_tsquery('simple', search_text(" + text + "::text)))";
}
const std::string wanted = text_query("$6"), unwanted = text_query("$24");
/// $7 latitude, $8 longitude.
constexpr std::string_view place = "ST_SetSRID(ST_MakePoint($8::float8, $7::float8), 4326)::geography";

// Strangers ask: every filter and every order goes by public places, or boxes and circles would close in on exact ones.

std::string public_place(const std::string& column) { return "public_place(" + column + ")"; }

std::string within_radius(const std::string& column) {
  const std::string at{place};
  return "($9::integer IS NULL OR (ST_DWithin(" + column + ", " + at + ", $9::integer + 1, false) AND great_circle_m(" +
         column + ", " + at + ") <= $9::integer))";
}

/// The order of a list: what rows are sorted by, and the test for those behind a cursor ($4, $5, and $25 for premium).
struct ordering {
  std::string premium;
  std::string key;
  std::string behind;
  std::string order_by;
};

/// Who asks for the cheapest or the nearest gets just that: premium goes first where nothing is asked for.
ordering ascending(const std::string& key) {
  return {"false", key + "::float8",
          "(false, " + key + "::float8, l.listing_id) > ($25::boolean, $4::float8, $5::uuid)", key + ", l.listing_id"};
}

ordering premium_first(const std::string& key, const std::string& compared, const std::string& with) {
  return {"l.is_premium", key,
          "(l.is_premium, " + compared + ", l.listing_id) < ($25::boolean, " + with + ", $5::uuid)",
          "l.is_premium DESC, " + compared + " DESC, l.listing_id DESC"};
}

ordering ordering_of(domain::search_order order) {
  switch (order) {
    case domain::search_order::newest:
      return premium_first(microseconds_of("l.created_at"), "l.created_at", moment_of("$4"));
    case domain::search_order::rent:
      return ascending("l.rent_monthly");
    case domain::search_order::distance:
      return ascending("great_circle_m(" + public_place("l.coordinates") + ", " + std::string{place} + ")");
    case domain::search_order::relevance:
      break;
  }
  const auto rank = "ts_rank_cd(l.search, " + wanted + ")::float8";
  return premium_first(rank, rank, "$4::float8");
}

/// $1 now, $2 viewer, $3 rows, $4 and $5 cursor, $6 text, $7 to $9 circle, $10 to $13 box, $14 to $16 the circle around
/// the box, then the plain filters, $24 the words that must not be there.
std::string listings_sql(domain::search_order order) {
  const auto by = ordering_of(order);
  return "SELECT l.listing_id, " + by.premium + " AS premium, " + by.key +
         " AS position FROM property_listings l WHERE " + is_live("l", "$1") +
         " AND ($6::text IS NULL OR l.search @@ " + wanted + ") AND ($24::text IS NULL OR NOT l.search @@ " + unwanted +
         ") AND " + within_radius(public_place("l.coordinates")) +
         " AND ($10::float8 IS NULL OR (ST_X(public_place(l.coordinates)::geometry) BETWEEN $10 AND $12::float8"
         " AND ST_Y(public_place(l.coordinates)::geometry) BETWEEN $11::float8 AND $13::float8))"
         " AND ($16::float8 IS NULL OR ST_DWithin(public_place(l.coordinates), ST_SetSRID(ST_MakePoint($15::float8, "
         "$14::float8), "
         "4326)"
         "::geography, $16, false))"
         " AND ($17::integer IS NULL OR l.rent_monthly >= $17) AND ($18::integer IS NULL OR l.rent_monthly <= $18)"
         " AND ($19::text IS NULL OR l.property_type = $19) AND ($20::text IS NULL OR l.furnishing = $20)"
         " AND ($21::text IS NULL OR folded_name(l.city) = folded_name($21))"
         " AND ($26::text IS NULL OR folded_name(l.locality) = folded_name($26))"
         " AND ($22::text[] IS NULL OR folded_words(l.amenities) @> folded_words($22))"
         " AND ($23::date IS NULL OR l.available_from <= $23) AND " +
         in_good_standing("l.host_id") + " AND " + not_blocked("l.host_id", "$2::uuid") + " AND ($5::uuid IS NULL OR " +
         by.behind + ") ORDER BY " + by.order_by + " LIMIT $3";
}

domain::search_keyset search_keyset_of(const pqxx::row& row) {
  return {row["premium"].as<bool>(), row["position"].as<double>(), uuid_of(row["listing_id"])};
}

template <class E>
std::optional<std::string> word_of(const std::optional<E>& value) {
  return value ? std::optional{std::string{domain::wire_name(*value)}} : std::nullopt;
}

}  // namespace

slice<domain::listing, domain::search_keyset> posting_search::listings(
    const domain::listing_search& search, const std::optional<domain::uuid>& viewer,
    const std::optional<domain::search_keyset>& after, domain::instant now) {
  const auto limit = static_cast<std::size_t>(search.page.limit);
  const search_circle circle{search.near, search.radius_m};
  const search_box box{search.bbox};
  const auto words = domain::parted(search.q.value_or(""));
  const auto position = after ? std::optional{domain::keyset{after->key, after->id}} : std::nullopt;
  const auto is_premium = after ? std::optional{after->is_premium} : std::nullopt;
  const auto amenities = search.amenities.empty() ? std::nullopt : std::optional{array_literal(search.amenities)};
  return database{pool_}.read([&](transaction& t) {
    t.plan_for_parameters();
    const auto found = t.query(listings_sql(domain::order_of(search)), {now,
                                                                        viewer,
                                                                        limit + 1,
                                                                        key_of(position),
                                                                        id_of(position),
                                                                        words.wanted,
                                                                        circle.latitude,
                                                                        circle.longitude,
                                                                        circle.radius_m,
                                                                        box.west,
                                                                        box.south,
                                                                        box.east,
                                                                        box.north,
                                                                        box.center_latitude,
                                                                        box.center_longitude,
                                                                        box.reach_m,
                                                                        search.rent_min,
                                                                        search.rent_max,
                                                                        word_of(search.property_type),
                                                                        word_of(search.furnishing),
                                                                        search.city,
                                                                        amenities,
                                                                        search.available_by,
                                                                        words.unwanted,
                                                                        is_premium,
                                                                        search.locality});
    const bool goes_on = std::cmp_greater(found.size(), limit);
    std::vector<domain::uuid> ids;
    for (std::size_t i = 0; std::cmp_less(i, found.size()) && i < limit; ++i)
      ids.push_back(uuid_of(found[i]["listing_id"]));
    slice<domain::listing, domain::search_keyset> page{load_listings(t, ids), std::nullopt};
    if (goes_on) page.next = search_keyset_of(found[limit - 1]);
    return page;
  });
}

slice<domain::requirement> posting_search::requirements(const domain::requirement_search& search,
                                                        const domain::uuid& viewer,
                                                        const std::optional<domain::keyset>& after,
                                                        domain::instant now) {
  static const auto sql = "SELECT " + requirement_columns() + ", " + microseconds_of("r.created_at") +
                          " AS position FROM tenant_requirements r WHERE " + is_live("r", "$1") + " AND " +
                          within_radius(public_place("r.preferred_coordinates")) +
                          " AND ($6::integer IS NULL OR $6 BETWEEN r.budget_min AND r.budget_max)"
                          " AND ($10::text IS NULL OR r.property_type = $10) AND " +
                          in_good_standing("r.tenant_id") + " AND " + not_blocked("r.tenant_id", "$2::uuid") +
                          " AND ($5::uuid IS NULL OR (r.created_at, r.requirement_id) < (" + moment_of("$4") +
                          ", $5::uuid)) ORDER BY r.created_at DESC, r.requirement_id DESC LIMIT $3";
  const auto limit = static_cast<std::size_t>(search.page.limit);
  const search_circle circle{search.near, search.radius_m};
  return database{pool_}.read([&](transaction& t) {
    t.plan_for_parameters();
    const auto rows = t.query(sql, {now, viewer, limit + 1, key_of(after), id_of(after), search.budget, circle.latitude,
                                    circle.longitude, circle.radius_m, word_of(search.property_type)});
    slice<domain::requirement> page;
    for (const auto& row : rows) page.rows.push_back(read_row<domain::requirement>(row));
    cut(page, limit, [&](std::size_t last) { return keyset_of(rows[last]["position"], rows[last]["requirement_id"]); });
    return page;
  });
}

}  // namespace homigo::persistence
