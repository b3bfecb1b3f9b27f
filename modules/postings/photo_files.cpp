#include "modules/postings/photo_files.hpp"

#include <sodium.h>

#include "gateways/photos/photo_store.hpp"

namespace homigo::modules {

photo_files::photo_files(processed_photo sizes, std::string_view uploaded)
    : sizes_(std::move(sizes)),
      keys_{gateways::photo_key(sizes_.thumb.content, ".jpg"), gateways::photo_key(sizes_.card.content, ".jpg"),
            gateways::photo_key(sizes_.full.content, ".jpg")},
      checksum_(crypto_hash_sha256_BYTES) {
  crypto_hash_sha256(checksum_.data(), reinterpret_cast<const unsigned char*>(uploaded.data()), uploaded.size());
}

void photo_files::keep_in(gateways::photo_store& store) const {
  store.put(keys_[0], sizes_.thumb.content);
  store.put(keys_[1], sizes_.card.content);
  store.put(keys_[2], sizes_.full.content);
}

void photo_files::describe(persistence::photo_record& record) const {
  record.thumb_key = keys_[0];
  record.card_key = keys_[1];
  record.full_key = keys_[2];
  record.media_type = "image/jpeg";
  record.width = sizes_.full.width;
  record.height = sizes_.full.height;
  record.bytes = static_cast<std::int32_t>(sizes_.full.content.size());
  record.checksum = checksum_;
}

}  // namespace homigo::modules
