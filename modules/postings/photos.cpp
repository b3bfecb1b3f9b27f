#include "modules/postings/photos.hpp"

#include <utility>

#include "domain/postings/photo_address.hpp"
#include "gateways/photos/photo_store.hpp"
#include "modules/postings/photo_files.hpp"
#include "modules/postings/photo_repository.hpp"

namespace homigo::modules {
namespace {

domain::photo shown(const persistence::photo_record& row) {
  return {row.photo_id, row.photo_type, row.sequence_order,
          domain::urls_of_photo(row.thumb_key, row.card_key, row.full_key)};
}

std::string_view media_type_of(std::string_view key) {
  if (key.ends_with(".png")) return "image/png";
  if (key.ends_with(".webp")) return "image/webp";
  return "image/jpeg";
}

}  // namespace

photos::photos(persistence::photo_repository& repository, gateways::photo_store& store, const domain::clock& clock,
               std::function<void(const domain::entity_key&)> changed)
    : repository_(repository), store_(store), clock_(clock), changed_(std::move(changed)) {}

domain::result<domain::photo> photos::add(const domain::uuid& host_id, const domain::uuid& listing_id,
                                          const photo_upload& upload) {
  persistence::photo_record row;
  row.photo_id = upload.photo_id;
  row.listing_id = listing_id;
  row.photo_type = upload.photo_type;
  row.sequence_order = upload.sequence_order;
  if (auto allowed = repository_.may_add(host_id, row); !allowed) return allowed.error();
  auto processed = process_photo(upload.content);
  if (!processed) return processed.error();
  const photo_files files{std::move(*processed), upload.content};
  files.describe(row);
  row.created_at = clock_.now();
  files.keep_in(store_);  // the slow part, before the listing is locked
  auto added = repository_.add(host_id, row, [&] { files.keep_in(store_); });
  if (!added) {
    repository_.erase_unused({row.thumb_key, row.card_key, row.full_key}, [&](const auto& key) { store_.erase(key); });
    return added.error();
  }
  changed_({domain::entity_kind::listing, listing_id});
  return shown(*added);
}

domain::result<domain::photo> photos::replace(const domain::uuid& host_id, const domain::uuid& listing_id,
                                              const domain::uuid& photo_id, std::string_view content) {
  if (auto allowed = repository_.may_replace(host_id, listing_id, photo_id); !allowed) return allowed.error();
  auto processed = process_photo(content);
  if (!processed) return processed.error();
  const photo_files files{std::move(*processed), content};
  persistence::photo_record row;
  files.describe(row);
  row.photo_id = photo_id;
  row.listing_id = listing_id;
  row.created_at = clock_.now();
  files.keep_in(store_);
  const auto replaced = repository_.replace(host_id, row, [&] { files.keep_in(store_); });
  const auto& unused = replaced ? replaced->before : row;
  repository_.erase_unused({unused.thumb_key, unused.card_key, unused.full_key},
                           [&](const auto& key) { store_.erase(key); });
  if (!replaced) return replaced.error();
  changed_({domain::entity_kind::listing, listing_id});
  return shown(replaced->now);
}

domain::result<std::vector<domain::photo>> photos::move(const domain::uuid& host_id, const domain::uuid& listing_id,
                                                        const std::vector<domain::photo_position>& positions) {
  const auto moved = repository_.move(host_id, listing_id, positions, clock_.now());
  if (!moved) return moved.error();
  changed_({domain::entity_kind::listing, listing_id});
  std::vector<domain::photo> all;
  for (const auto& row : *moved) all.push_back(shown(row));
  return all;
}

domain::result<void> photos::remove(const domain::uuid& host_id, const domain::uuid& listing_id,
                                    const domain::uuid& photo_id) {
  const auto removed = repository_.remove(host_id, listing_id, photo_id, clock_.now());
  if (!removed) return removed.error();
  changed_({domain::entity_kind::listing, listing_id});
  repository_.erase_unused({removed->thumb_key, removed->card_key, removed->full_key},
                           [&](const auto& key) { store_.erase(key); });
  return {};
}

std::optional<photo_file> photos::file(std::string_view key) const {
  auto content = store_.read(key);
  if (!content) return std::nullopt;
  return photo_file{std::move(*content), media_type_of(key)};
}

}  // namespace homigo::modules
