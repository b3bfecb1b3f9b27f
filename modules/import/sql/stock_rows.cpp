#include "modules/import/sql/stock_rows.hpp"

#include <algorithm>

#include "domain/engine/entity.hpp"

namespace homigo::postgres {
namespace {

using rows = std::vector<copy_row>;

/// One row for each item: what `lead` puts in front, then the columns of `object(item)`.
template <class Items, class Lead, class Object>
void copy_described(transaction& t, const copy_layout& layout, const std::vector<std::string>& led, const Items& items,
                    Lead&& lead, Object&& object) {
  auto columns = led;
  columns.insert(columns.end(), layout.columns().begin(), layout.columns().end());
  rows all;
  all.reserve(items.size());
  for (const auto* item : items) {
    copy_row row = lead(*item);
    row.reserve(columns.size());
    layout.append(row, object(*item));
    all.push_back(std::move(row));
  }
  t.copy(layout.table(), columns, all);
}

constexpr auto nothing_first = [](const auto&) { return copy_row{}; };
constexpr auto itself = [](const auto& item) { return &item; };

parameter proven(const domain::user& account, domain::badge level) {
  const bool passed = std::ranges::find(account.badges, level) != account.badges.end();
  return passed ? parameter{account.created_at} : parameter{nullptr};
}

void copy_verifications(transaction& t, const std::vector<const domain::user*>& accounts) {
  using enum domain::badge;
  rows all;
  for (const auto* a : accounts)
    all.push_back(
        {a->user_id, proven(*a, phone), proven(*a, email), proven(*a, aadhaar), proven(*a, face), a->created_at});
  t.copy("user_verifications",
         {"user_id", "phone_verified_at", "email_verified_at", "aadhaar_verified_at", "face_verified_at", "updated_at"},
         all);
}

/// Postings come into being as an actor's first commit would leave them.
void copy_entities(transaction& t, domain::entity_kind kind, const std::vector<domain::uuid>& ids) {
  rows entities, changes;
  for (const auto& id : ids) {
    entities.push_back({id, domain::wire_name(kind), domain::shard_of({kind, id}), 1});
    changes.push_back({domain::wire_name(kind), id});
  }
  t.copy("entity", {"entity_id", "kind", "shard", "version"}, entities);
  t.copy("change_log", {"kind", "key"}, changes);
}

void copy_photos(transaction& t, const std::vector<const domain::listing*>& listings,
                 const std::array<persistence::photo_record, 3>& pictures) {
  rows all;
  all.reserve(listings.size() * pictures.size());
  for (const auto* listing : listings)
    for (std::size_t i = 0; i < pictures.size(); ++i) {
      const auto& file = pictures[i];
      const auto& photo = listing->photos.at(i);
      all.push_back({photo.photo_id, listing->listing_id, domain::wire_name(photo.photo_type), photo.sequence_order,
                     file.thumb_key, file.card_key, file.full_key, file.media_type, file.width, file.height, file.bytes,
                     file.checksum, listing->created_at});
    }
  t.copy("property_photos",
         {"photo_id", "listing_id", "photo_type", "sequence_order", "thumb_key", "card_key", "full_key", "media_type",
          "width", "height", "bytes", "checksum", "created_at"},
         all);
}

void copy_priorities(transaction& t, const std::vector<const domain::requirement*>& requirements) {
  std::vector<std::string> columns{"requirement_id"};
  for (const auto name : domain::descriptor<domain::factor>().names) columns.emplace_back(name);
  rows all;
  for (const auto* requirement : requirements) {
    if (!requirement->content.priorities) continue;
    copy_row row{requirement->requirement_id};
    row.resize(columns.size(), nullptr);
    for (std::size_t rank = 0; rank < 8; ++rank)
      row[1 + static_cast<std::size_t>((*requirement->content.priorities)[rank])] = rank + 1;
    all.push_back(std::move(row));
  }
  t.copy("tenant_priorities", columns, all);
}

}  // namespace

void copy_accounts(transaction& t, const std::vector<const domain::user*>& accounts) {
  copy_described(t, {t, "users", domain::descriptor<domain::user>()}, {}, accounts, nothing_first, itself);
  copy_verifications(t, accounts);
}

void copy_host_profiles(transaction& t, const std::vector<const domain::user*>& accounts) {
  copy_described(
      t, {t, "host_profiles", domain::descriptor<domain::host_profile>()}, {"user_id"}, accounts,
      [](const domain::user& a) { return copy_row{a.user_id}; },
      [](const domain::user& a) { return &a.host_profile.value(); });
}

void copy_tenant_profiles(transaction& t, const std::vector<const domain::user*>& accounts) {
  copy_described(
      t, {t, "tenant_profiles", domain::descriptor<domain::tenant_profile>()}, {"user_id"}, accounts,
      [](const domain::user& a) { return copy_row{a.user_id}; },
      [](const domain::user& a) { return &a.tenant_profile.value(); });
}

void copy_listings(transaction& t, const std::vector<const domain::listing*>& listings,
                   const std::array<persistence::photo_record, 3>& pictures) {
  copy_described(t, {t, "property_listings", domain::descriptor<domain::listing>()}, {}, listings, nothing_first,
                 itself);
  std::vector<const domain::listing*> choosy;
  std::vector<domain::uuid> ids;
  for (const auto* listing : listings) {
    ids.push_back(listing->listing_id);
    if (listing->content.preferred_tenant) choosy.push_back(listing);
  }
  copy_described(
      t, {t, "host_preferences", domain::descriptor<domain::preferred_tenant>()}, {"listing_id"}, choosy,
      [](const domain::listing& l) { return copy_row{l.listing_id}; },
      [](const domain::listing& l) { return &l.content.preferred_tenant.value(); });
  copy_photos(t, listings, pictures);
  copy_entities(t, domain::entity_kind::listing, ids);
}

void copy_requirements(transaction& t, const std::vector<const domain::requirement*>& requirements) {
  copy_described(t, {t, "tenant_requirements", domain::descriptor<domain::requirement>()}, {}, requirements,
                 nothing_first, itself);
  copy_priorities(t, requirements);
  std::vector<domain::uuid> ids;
  ids.reserve(requirements.size());
  for (const auto* requirement : requirements) ids.push_back(requirement->requirement_id);
  copy_entities(t, domain::entity_kind::requirement, ids);
}

void copy_sessions(transaction& t, const std::string& table,
                   const std::vector<persistence::generated_session>& sessions) {
  rows all;
  for (const auto& s : sessions)
    all.push_back({s.user_id, s.user_id, s.user_id, s.access_hash, s.expires_at, s.refresh_hash, s.expires_at,
                   "homigo generate", s.created_at, s.created_at});
  t.copy(table,
         {"session_id", "user_id", "family_id", "access_hash", "access_expires_at", "refresh_hash",
          "refresh_expires_at", "user_agent", "created_at", "last_used_at"},
         all);
}

}  // namespace homigo::postgres
