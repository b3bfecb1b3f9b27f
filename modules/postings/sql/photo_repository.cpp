#include "modules/postings/photo_repository.hpp"

#include <algorithm>

#include "domain/kernel/described/type_descriptor.hpp"
#include "domain/postings/photo_sequence.hpp"
#include "persistence/postgres/client/connection_pool.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

namespace {

using domain::errc;
using domain::failure;

constexpr auto photo_columns =
    "photo_id, listing_id, photo_type, sequence_order, thumb_key, card_key, full_key, media_type, width, height, bytes";

failure no_listing() { return {errc::not_found, "There is no such listing."}; }

photo_record record_of(const pqxx::row& row) {
  photo_record photo;
  photo.photo_id = *domain::parse_uuid(row["photo_id"].c_str());
  photo.listing_id = *domain::parse_uuid(row["listing_id"].c_str());
  domain::from_wire_name(row["photo_type"].c_str(), photo.photo_type);
  photo.sequence_order = row["sequence_order"].as<std::int32_t>();
  photo.thumb_key = row["thumb_key"].c_str();
  photo.card_key = row["card_key"].c_str();
  photo.full_key = row["full_key"].c_str();
  photo.media_type = row["media_type"].c_str();
  photo.width = row["width"].as<std::int32_t>();
  photo.height = row["height"].as<std::int32_t>();
  photo.bytes = row["bytes"].as<std::int32_t>();
  return photo;
}

const std::string listing_sql =
    "SELECT status FROM property_listings WHERE listing_id = $1 AND host_id = $2 AND status <> 'deleted'";

/// Nothing when the listing is not this host's.
std::optional<domain::posting_status> status_of(transaction& t, const std::string& sql, const domain::uuid& listing_id,
                                                const domain::uuid& host_id) {
  const auto rows = t.query(sql, {listing_id, host_id});
  if (rows.empty()) return std::nullopt;
  domain::posting_status status{};
  domain::from_wire_name(rows[0][0].c_str(), status);
  return status;
}

std::optional<domain::posting_status> lock_listing(transaction& t, const domain::uuid& listing_id,
                                                   const domain::uuid& host_id) {
  return status_of(t, listing_sql + " FOR NO KEY UPDATE", listing_id, host_id);
}

std::vector<photo_record> photos_of(transaction& t, const domain::uuid& listing_id) {
  std::vector<photo_record> photos;
  for (const auto& row :
       t.query("SELECT " + std::string{photo_columns} + " FROM property_photos WHERE listing_id = $1", {listing_id}))
    photos.push_back(record_of(row));
  return photos;
}

std::vector<domain::photo_place> places_of(const std::vector<photo_record>& photos) {
  std::vector<domain::photo_place> places;
  for (const auto& p : photos) places.push_back({p.photo_type, p.sequence_order});
  return places;
}

/// The photos are part of what the listing's ETag stands for, and of its card.
void mark_changed(transaction& t, const domain::uuid& listing_id, domain::instant now) {
  t.execute("UPDATE property_listings SET revision = revision + 1, updated_at = $2 WHERE listing_id = $1",
            {listing_id, now});
  t.execute("INSERT INTO change_log (kind, key) VALUES ('listing', $1)", {listing_id});
}

/// Until the end of the transaction nobody erases them: files and rows agree through an advisory lock on each file's
/// key, shared while a row that names it is written, exclusive while it is erased. They are taken first, in the order
/// of the keys.
void hold_files(transaction& t, const photo_record& photo) {
  std::vector keys{photo.thumb_key, photo.card_key, photo.full_key};
  std::ranges::sort(keys);
  for (const auto& key : keys) t.query("SELECT pg_advisory_xact_lock_shared(hashtextextended($1::text, 0))", {key});
}

/// What a moderator has seen is not what stands there now.
void forget_verification(transaction& t, const domain::uuid& listing_id) {
  t.execute("UPDATE property_listings SET photos_verified = false WHERE listing_id = $1 AND photos_verified",
            {listing_id});
}

failure no_photo() { return {errc::not_found, "There is no such photo."}; }

void insert(transaction& t, const photo_record& p) {
  t.execute("INSERT INTO property_photos (" + std::string{photo_columns} +
                ", checksum, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            {p.photo_id, p.listing_id, domain::wire_name(p.photo_type), p.sequence_order, p.thumb_key, p.card_key,
             p.full_key, p.media_type, p.width, p.height, p.bytes, p.checksum, p.created_at});
}

failure refusal_of_order(errc code) {
  switch (code) {
    case errc::invalid_fields:
      return domain::invalid_field("/sequence_order", "out_of_range",
                                   "must be between 1 and " + std::to_string(domain::last_photo_order));
    case errc::conflict:
      return {code, "There is already a photo at this position."};
    default:
      return {
          code,
          "Photos follow the order room, kitchen, bathroom, hall, balcony, building_exterior, street_view. The first "
          "one shows the room, and a live listing must not skip any."};
  }
}

std::optional<photo_record> find(const std::vector<photo_record>& photos, const domain::uuid& photo_id) {
  const auto found = std::ranges::find(photos, photo_id, &photo_record::photo_id);
  return found == photos.end() ? std::nullopt : std::optional{*found};
}

/// A photo that is there already was added by an earlier try.
domain::result<void> check_adding(const std::vector<photo_record>& there, const photo_record& photo,
                                  domain::posting_status status) {
  if (find(there, photo.photo_id)) return {};
  if (const auto refused = domain::check_adding(places_of(there), {photo.photo_type, photo.sequence_order}, status))
    return refusal_of_order(*refused);
  return {};
}

failure refusal_of_deleting(errc code) {
  if (code == errc::wrong_state)
    return {code, "A live listing needs a room, a kitchen and a bathroom photo. Pause it first."};
  return no_photo();
}

}  // namespace

domain::result<void> photo_repository::may_add(const domain::uuid& host_id, const photo_record& photo) {
  return database{pool_}.read([&](transaction& t) -> domain::result<void> {
    const auto status = status_of(t, listing_sql, photo.listing_id, host_id);
    if (!status) return no_listing();
    return check_adding(photos_of(t, photo.listing_id), photo, *status);
  });
}

domain::result<void> photo_repository::may_replace(const domain::uuid& host_id, const domain::uuid& listing_id,
                                                   const domain::uuid& photo_id) {
  return database{pool_}.read([&](transaction& t) -> domain::result<void> {
    if (!status_of(t, listing_sql, listing_id, host_id)) return no_listing();
    if (!find(photos_of(t, listing_id), photo_id)) return no_photo();
    return {};
  });
}

domain::result<photo_record> photo_repository::add(const domain::uuid& host_id, const photo_record& photo,
                                                   domain::function_ref<void()> keep_files) {
  return database{pool_}.write([&](transaction& t) -> domain::result<photo_record> {
    hold_files(t, photo);
    keep_files();
    const auto status = lock_listing(t, photo.listing_id, host_id);
    if (!status) return no_listing();
    const auto there = photos_of(t, photo.listing_id);
    if (const auto same = find(there, photo.photo_id)) return *same;
    if (auto allowed = check_adding(there, photo, *status); !allowed) return allowed.error();
    insert(t, photo);
    mark_changed(t, photo.listing_id, photo.created_at);
    return photo;
  });
}

domain::result<replaced_photo> photo_repository::replace(const domain::uuid& host_id, const photo_record& photo,
                                                         domain::function_ref<void()> keep_files) {
  return database{pool_}.write([&](transaction& t) -> domain::result<replaced_photo> {
    hold_files(t, photo);
    keep_files();
    if (!lock_listing(t, photo.listing_id, host_id)) return no_listing();
    const auto before = find(photos_of(t, photo.listing_id), photo.photo_id);
    if (!before) return no_photo();
    t.execute(
        "UPDATE property_photos SET thumb_key = $2, card_key = $3, full_key = $4, media_type = $5, width = $6,"
        " height = $7, bytes = $8, checksum = $9 WHERE photo_id = $1",
        {photo.photo_id, photo.thumb_key, photo.card_key, photo.full_key, photo.media_type, photo.width, photo.height,
         photo.bytes, photo.checksum});
    forget_verification(t, photo.listing_id);
    mark_changed(t, photo.listing_id, photo.created_at);
    auto now = photo;
    now.photo_type = before->photo_type, now.sequence_order = before->sequence_order;
    return replaced_photo{std::move(now), *before};
  });
}

domain::result<std::vector<photo_record>> photo_repository::move(const domain::uuid& host_id,
                                                                 const domain::uuid& listing_id,
                                                                 const std::vector<domain::photo_position>& positions,
                                                                 domain::instant now) {
  return database{pool_}.write([&](transaction& t) -> domain::result<std::vector<photo_record>> {
    const auto status = lock_listing(t, listing_id, host_id);
    if (!status) return no_listing();
    auto photos = photos_of(t, listing_id);
    for (const auto& wanted : positions) {
      const auto found = std::ranges::find(photos, wanted.photo_id, &photo_record::photo_id);
      if (found == photos.end()) return no_photo();
      found->sequence_order = wanted.sequence_order;
    }
    if (const auto refused = domain::check_order(places_of(photos), *status)) return refusal_of_order(*refused);
    t.query("SET CONSTRAINTS property_photos_one_per_place DEFERRED");
    for (const auto& p : photos)
      t.execute("UPDATE property_photos SET sequence_order = $2 WHERE photo_id = $1 AND sequence_order <> $2",
                {p.photo_id, p.sequence_order});
    mark_changed(t, listing_id, now);
    std::ranges::sort(photos, {}, &photo_record::sequence_order);
    return photos;
  });
}

domain::result<photo_record> photo_repository::remove(const domain::uuid& host_id, const domain::uuid& listing_id,
                                                      const domain::uuid& photo_id, domain::instant now) {
  return database{pool_}.write([&](transaction& t) -> domain::result<photo_record> {
    const auto status = lock_listing(t, listing_id, host_id);
    if (!status) return no_listing();
    const auto there = photos_of(t, listing_id);
    const auto doomed = std::ranges::find(there, photo_id, &photo_record::photo_id);
    if (doomed == there.end()) return refusal_of_deleting(errc::not_found);
    if (const auto refused = domain::check_deleting(places_of(there), doomed->sequence_order, *status))
      return refusal_of_deleting(*refused);
    t.execute("DELETE FROM property_photos WHERE photo_id = $1", {photo_id});
    mark_changed(t, listing_id, now);
    return *doomed;
  });
}

void photo_repository::erase_unused(std::vector<std::string> keys,
                                    domain::function_ref<void(const std::string&)> erase) {
  std::ranges::sort(keys);
  const auto last = std::ranges::unique(keys).begin();
  for (auto key = keys.begin(); key != last; ++key)
    database{pool_}.write([&](transaction& t) {
      t.query("SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))", {*key});
      // A statement of its own: it must see what was committed while the lock was awaited.
      const auto users = t.query(
          "SELECT FROM property_photos WHERE ARRAY[thumb_key, card_key, full_key] @> ARRAY[$1::text] LIMIT 1", {*key});
      if (users.empty()) erase(*key);
    });
}

}  // namespace homigo::persistence
