#include "modules/postings/sql/posting_rows.hpp"

#include <pqxx/result>
#include <pqxx/row>

#include "domain/postings/photo_address.hpp"
#include "modules/users/sql/visibility.hpp"
#include "persistence/postgres/client/arrays.hpp"
#include "persistence/postgres/client/row_reader.hpp"
#include "persistence/postgres/client/transaction.hpp"
#include "persistence/postgres/commit/posting_content.hpp"

namespace homigo::postgres {
namespace {

/// Keys of the photo store; read_listing() makes addresses of them.
constexpr std::string_view photos_sql = R"((SELECT coalesce(jsonb_agg(jsonb_build_object(
    'photo_id', ph.photo_id, 'photo_type', ph.photo_type, 'sequence_order', ph.sequence_order,
    'urls', jsonb_build_object('thumb', ph.thumb_key, 'card', ph.card_key, 'full', ph.full_key))
    ORDER BY ph.sequence_order), '[]') FROM property_photos ph WHERE ph.listing_id = l.listing_id)::text)";

/// Names and badges come from where they stand: nothing is copied to the listing.
const std::string& host_sql() {
  static const auto sql =
      "(SELECT jsonb_build_object('full_name', u.full_name, 'host_category', hp.host_category, 'badges', " +
      std::string{badges_sql} +
      ", 'avg_rating', hp.avg_rating, 'is_fully_verified', coalesce(v.is_fully_verified, false))"
      " FROM users u LEFT JOIN user_verifications v ON v.user_id = u.user_id"
      " LEFT JOIN host_profiles hp ON hp.user_id = u.user_id WHERE u.user_id = l.host_id)::text";
  return sql;
}

/// What no actor has touched yet has no entity.
constexpr std::string_view listing_likes_sql =
    "coalesce((SELECT e.likes_count FROM entity e WHERE e.entity_id = l.listing_id), 0)";
constexpr std::string_view requirement_likes_sql =
    "coalesce((SELECT e.likes_count FROM entity e WHERE e.entity_id = r.requirement_id), 0)";

}  // namespace

const std::string& listing_columns() {
  static const auto columns = select_list(domain::descriptor<domain::listing>(), "l",
                                          {{"host", host_sql()},
                                           {"photo_count", ""},
                                           {"photos", photos_sql},
                                           {"preferred_tenant", preferred_tenant_sql},
                                           {"likes_count", listing_likes_sql}});
  return columns;
}

const std::string& requirement_columns() {
  static const auto columns = select_list(domain::descriptor<domain::requirement>(), "r",
                                          {{"priorities", priorities_sql}, {"likes_count", requirement_likes_sql}});
  return columns;
}

domain::listing read_listing(const pqxx::row& row, column_range among) {
  auto listing = read_row<domain::listing>(row, among);
  for (auto& photo : listing.photos)
    photo.urls = domain::urls_of_photo(photo.urls.thumb, photo.urls.card, photo.urls.full);
  listing.photo_count = static_cast<std::int32_t>(listing.photos.size());
  return listing;
}

std::vector<domain::listing> load_listings(transaction& t, std::span<const domain::uuid> ids) {
  static const auto sql = "SELECT " + listing_columns() +
                          " FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, place)"
                          " JOIN property_listings l ON l.listing_id = wanted.id ORDER BY wanted.place";
  std::vector<domain::listing> out;
  if (ids.empty()) return out;
  for (const auto& row : t.query(sql, {array_literal(ids)})) out.push_back(read_listing(row));
  return out;
}

std::vector<domain::requirement> load_requirements(transaction& t, std::span<const domain::uuid> ids) {
  static const auto sql = "SELECT " + requirement_columns() +
                          " FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, place)"
                          " JOIN tenant_requirements r ON r.requirement_id = wanted.id ORDER BY wanted.place";
  std::vector<domain::requirement> out;
  if (ids.empty()) return out;
  for (const auto& row : t.query(sql, {array_literal(ids)})) out.push_back(read_row<domain::requirement>(row));
  return out;
}

}  // namespace homigo::postgres
