#include "persistence/postgres/posting_search.hpp"

#include <pqxx/result>

#include "persistence/postgres/arrays.hpp"
#include "persistence/postgres/field_values.hpp"
#include "persistence/postgres/keysets.hpp"
#include "persistence/postgres/posting_rows.hpp"
#include "persistence/postgres/row_reader.hpp"
#include "persistence/postgres/search_area.hpp"
#include "persistence/postgres/visibility.hpp"

namespace homigo::postgres {
namespace {

// An absent filter is a NULL parameter. The statement is planned with its values, so `NULL IS NULL OR …` costs nothing
// and the others find their index.

/// $6: words by their English stems, names also as written.
constexpr std::string_view text_query =
    "(websearch_to_tsquery('english', $6::text) || websearch_to_tsquery('simple', $6::text))";
/// $7 latitude, $8 longitude.
constexpr std::string_view place = "ST_SetSRID(ST_MakePoint($8::float8, $7::float8), 4326)::geography";

// Strangers ask: every filter and every order goes by public places, or boxes and circles would close in on exact ones.

std::string public_place(const std::string& column) { return "public_place(" + column + ")"; }

std::string within_radius(const std::string& column) {
  const std::string at{place};
  return "($9::integer IS NULL OR (ST_DWithin(" + column + ", " + at + ", $9::integer + 1, false) AND great_circle_m(" +
         column + ", " + at + ") <= $9::integer))";
}

/// The order of a list: what rows are sorted by, and the test for those behind a cursor ($4, $5).
struct ordering {
  std::string key;
  std::string behind;
  std::string order_by;
};

ordering ascending(const std::string& key) {
  return {key + "::float8", "(" + key + "::float8, l.listing_id) > ($4::float8, $5::uuid)", key + ", l.listing_id"};
}

ordering ordering_of(domain::search_order order) {
  switch (order) {
    case domain::search_order::newest:
      return {microseconds_of("l.created_at"), "(l.created_at, l.listing_id) < (" + moment_of("$4") + ", $5::uuid)",
              "l.created_at DESC, l.listing_id DESC"};
    case domain::search_order::rent:
      return ascending("l.rent_monthly");
    case domain::search_order::distance:
      return ascending("great_circle_m(" + public_place("l.coordinates") + ", " + std::string{place} + ")");
    case domain::search_order::relevance:
      break;
  }
  const auto rank = "ts_rank_cd(l.search, " + std::string{text_query} + ")::float8";
  return {rank, "(" + rank + ", l.listing_id) < ($4::float8, $5::uuid)", rank + " DESC, l.listing_id DESC"};
}

/// $1 now, $2 viewer, $3 rows, $4 and $5 cursor, $6 text, $7 to $9 circle, $10 to $13 box, $14 to $16 the circle around
/// the box, then the plain filters.
std::string listings_sql(domain::search_order order) {
  const auto by = ordering_of(order);
  return "SELECT l.listing_id, " + by.key + " AS position FROM property_listings l WHERE " + is_live("l", "$1") +
         " AND ($6::text IS NULL OR l.search @@ " + std::string{text_query} + ") AND " +
         within_radius(public_place("l.coordinates")) +
         " AND ($10::float8 IS NULL OR (ST_X(public_place(l.coordinates)::geometry) BETWEEN $10 AND $12::float8"
         " AND ST_Y(public_place(l.coordinates)::geometry) BETWEEN $11::float8 AND $13::float8))"
         " AND ($16::float8 IS NULL OR ST_DWithin(public_place(l.coordinates), ST_SetSRID(ST_MakePoint($15::float8, "
         "$14::float8), "
         "4326)"
         "::geography, $16, false))"
         " AND ($17::integer IS NULL OR l.rent_monthly >= $17) AND ($18::integer IS NULL OR l.rent_monthly <= $18)"
         " AND ($19::text IS NULL OR l.property_type = $19) AND ($20::text IS NULL OR l.furnishing = $20)"
         " AND ($21::text IS NULL OR lower(l.city) = lower($21)) AND ($22::text[] IS NULL OR l.amenities @> $22)"
         " AND ($23::date IS NULL OR l.available_from <= $23) AND " +
         in_good_standing("l.host_id") + " AND " + not_blocked("l.host_id", "$2::uuid") + " AND ($5::uuid IS NULL OR " +
         by.behind + ") ORDER BY " + by.order_by + " LIMIT $3";
}

template <class E>
std::optional<std::string> word_of(const std::optional<E>& value) {
  return value ? std::optional{std::string{domain::wire_name(*value)}} : std::nullopt;
}

}  // namespace

persistence::slice<domain::listing> posting_search::listings(const domain::listing_search& search,
                                                             const std::optional<domain::uuid>& viewer,
                                                             const std::optional<domain::keyset>& after,
                                                             domain::instant now) {
  const auto limit = static_cast<std::size_t>(search.page.limit);
  const search_circle circle{search.near, search.radius_m};
  const search_box box{search.bbox};
  const auto amenities = search.amenities.empty() ? std::nullopt : std::optional{array_literal(search.amenities)};
  return database_.read([&](transaction& t) {
    t.plan_for_parameters();
    const auto found = t.query(listings_sql(domain::order_of(search)), {now,
                                                                        viewer,
                                                                        limit + 1,
                                                                        key_of(after),
                                                                        id_of(after),
                                                                        search.q,
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
                                                                        search.available_by});
    const bool goes_on = found.size() > limit;
    std::vector<domain::uuid> ids;
    for (std::size_t i = 0; i < found.size() && i < limit; ++i) ids.push_back(uuid_of(found[i]["listing_id"]));
    persistence::slice<domain::listing> page{load_listings(t, ids), std::nullopt};
    if (goes_on) page.next = keyset_of(found[limit - 1]["position"], found[limit - 1]["listing_id"]);
    return page;
  });
}

persistence::slice<domain::requirement> posting_search::requirements(const domain::requirement_search& search,
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
  return database_.read([&](transaction& t) {
    t.plan_for_parameters();
    const auto rows = t.query(sql, {now, viewer, limit + 1, key_of(after), id_of(after), search.budget, circle.latitude,
                                    circle.longitude, circle.radius_m, word_of(search.property_type)});
    persistence::slice<domain::requirement> page;
    for (const auto& row : rows) page.rows.push_back(read_row<domain::requirement>(row));
    cut(page, limit, [&](std::size_t last) { return keyset_of(rows[last]["position"], rows[last]["requirement_id"]); });
    return page;
  });
}

}  // namespace homigo::postgres
