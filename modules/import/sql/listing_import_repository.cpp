#include "modules/import/listing_import_repository.hpp"

#include <map>
#include <stdexcept>

#include "codec/json_writer.hpp"
#include "domain/engine/entity.hpp"
#include "domain/kernel/described/descriptor_table.hpp"
#include "persistence/postgres/client/connection_pool.hpp"
#include "persistence/postgres/client/parameter.hpp"
#include "persistence/postgres/client/row_reader.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

HOMIGO_TABLE(demo_host)

namespace {

class json_object {
public:
  /// Continues the object in `begun`, "{" for a new one.
  explicit json_object(std::string begun) : text_(std::move(begun)) {
    if (text_.back() == '}') text_.pop_back();
  }
  json_object& add(std::string_view name, std::string_view value) {
    if (text_.back() != '{') text_ += ',';
    codec::append_quoted(text_, name);
    text_ += ':';
    codec::append_quoted(text_, value);
    return *this;
  }
  std::string closed() const { return text_ + "}"; }

private:
  std::string text_;
};

template <class Items, class Render>
std::string json_array(const Items& items, Render&& render) {
  std::string out = "[";
  for (const auto& item : items) {
    if (out.size() > 1) out += ',';
    out += render(item);
  }
  return out + "]";
}

std::string listing_json(const imported_listing& listing) {
  const auto published = domain::to_string(listing.published_at);
  return json_object{columns_json(listing.content)}
      .add("listing_id", domain::to_string(listing.listing_id))
      .add("host_id", domain::to_string(listing.host_id))
      .add("source_ref", listing.source_ref)
      .add("status", "active")
      .add("published_at", published)
      .add("valid_until", domain::to_string(listing.valid_until))
      .add("created_at", published)
      .add("updated_at", published)
      .closed();
}

std::string entity_json(const imported_listing& listing) {
  return json_object{"{"}
      .add("entity_id", domain::to_string(listing.listing_id))
      .add("shard", std::to_string(domain::shard_of({domain::entity_kind::listing, listing.listing_id})))
      .closed();
}

std::string photo_json(const domain::uuid& photo_id, const imported_listing& listing, const photo_record& picture) {
  return json_object{"{"}
      .add("photo_id", domain::to_string(photo_id))
      .add("listing_id", domain::to_string(listing.listing_id))
      .add("photo_type", domain::wire_name(picture.photo_type))
      .add("sequence_order", std::to_string(picture.sequence_order))
      .add("thumb_key", picture.thumb_key)
      .add("card_key", picture.card_key)
      .add("full_key", picture.full_key)
      .add("media_type", picture.media_type)
      .add("width", std::to_string(picture.width))
      .add("height", std::to_string(picture.height))
      .add("bytes", std::to_string(picture.bytes))
      .add("checksum", parameter{picture.checksum}.text())
      .add("created_at", domain::to_string(listing.published_at))
      .closed();
}

std::string photos_json(const imported_listing& listing, const std::array<photo_record, 3>& pictures) {
  std::string out;
  for (std::size_t i = 0; i < pictures.size(); ++i)
    out += (i == 0 ? "" : ",") + photo_json(listing.photo_ids[i], listing, pictures[i]);
  return out;
}

/// The columns of property_listings that `row` has, as commit_write_content finds them.
std::string columns_in(transaction& t, const std::string& row) {
  return t
      .query(
          "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute "
          "WHERE attrelid = 'property_listings'::regclass AND attnum > 0 AND attgenerated = '' AND $1::jsonb ? "
          "attname::text",
          {row})[0][0]
      .c_str();
}

std::string insert_statement(const std::string& columns) {
  return "WITH made AS (INSERT INTO property_listings (" + columns + ") SELECT " + columns +
         " FROM jsonb_populate_recordset(NULL::property_listings, $1) ON CONFLICT (source_ref) DO NOTHING RETURNING "
         "listing_id), "
         "entities AS (INSERT INTO entity (entity_id, kind, shard, version) "
         "SELECT e.entity_id, 'listing', e.shard, 1 FROM jsonb_populate_recordset(NULL::entity, $2) e "
         "JOIN made ON made.listing_id = e.entity_id), "
         "photos AS (INSERT INTO property_photos SELECT p.* FROM jsonb_populate_recordset(NULL::property_photos, $3) p "
         "JOIN made ON made.listing_id = p.listing_id), "
         "changes AS (INSERT INTO change_log (kind, key) SELECT 'listing', listing_id FROM made) "
         "SELECT count(*) FROM made";
}

constexpr auto insert_hosts = R"(
    WITH wanted AS (
        SELECT * FROM jsonb_to_recordset($1) AS w (user_id uuid, full_name text, phone text, email text, host_category text,
                                                   profile_completeness smallint)),
    made AS (
        INSERT INTO users (user_id, full_name, phone, email, user_type, account_status, created_at, updated_at)
        SELECT user_id, full_name, phone, email, 'host', 'active', $2, $2 FROM wanted
        ON CONFLICT DO NOTHING RETURNING user_id),
    proven AS (INSERT INTO user_verifications (user_id, phone_verified_at, updated_at) SELECT user_id, $2, $2 FROM made)
    INSERT INTO host_profiles (user_id, host_category, profile_completeness, created_at, updated_at)
    SELECT user_id, host_category, profile_completeness, $2, $2 FROM wanted JOIN made USING (user_id))";

}  // namespace

std::vector<domain::uuid> listing_import_repository::ensure_hosts(const std::vector<demo_host>& hosts,
                                                                  domain::instant now) {
  const auto json = json_array(hosts, [](const auto& host) { return codec::to_json(host); });
  return database{pool_}.write([&](transaction& t) {
    t.execute(insert_hosts, {json, now});
    std::map<std::string, domain::uuid> ids;
    for (const auto& row :
         t.query("SELECT email, user_id FROM users WHERE account_status = 'active' AND lower(email) IN "
                 "(SELECT w ->> 'email' FROM jsonb_array_elements($1) w)",
                 {json}))
      ids[row[0].c_str()] = *domain::parse_uuid(row[1].c_str());
    std::vector<domain::uuid> in_order;
    for (const auto& host : hosts) {
      const auto found = ids.find(host.email);
      if (found == ids.end())
        throw std::runtime_error{"The account " + host.email + " of imported listings cannot be made."};
      in_order.push_back(found->second);
    }
    return in_order;
  });
}

std::size_t listing_import_repository::insert(const std::vector<imported_listing>& listings,
                                              const std::array<photo_record, 3>& pictures) {
  if (listings.empty()) return 0;
  const auto rows = json_array(listings, listing_json);
  const auto entities = json_array(listings, entity_json);
  const auto photos = json_array(listings, [&](const auto& listing) { return photos_json(listing, pictures); });
  return database{pool_}.write([&](transaction& t) {
    const auto statement = insert_statement(columns_in(t, listing_json(listings.front())));
    return t.query(statement, {rows, entities, photos})[0][0].as<std::size_t>();
  });
}

}  // namespace homigo::persistence
