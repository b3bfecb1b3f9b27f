// The photos of listings as rows; every change is one transaction under the listing's row lock.
#pragma once

#include <string>
#include <vector>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/function_ref.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/text/bytes.hpp"
#include "domain/kernel/time/time.hpp"
#include "domain/postings/photo_sequence.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

struct photo_record {
  domain::uuid photo_id{};
  domain::uuid listing_id{};
  domain::photo_type photo_type{};
  std::int32_t sequence_order = 0;
  std::string thumb_key;
  std::string card_key;
  std::string full_key;
  std::string media_type;
  std::int32_t width = 0;
  std::int32_t height = 0;
  std::int32_t bytes = 0;
  domain::bytes checksum;  // SHA-256 of the upload
  domain::instant created_at{};
};

struct replaced_photo {
  photo_record now;
  photo_record before;
};

/// Called on worker threads; thread-safe. Throws domain::unavailable without the database. A listing of somebody else,
/// and a deleted one, is not_found everywhere.
class photo_repository {
public:
  explicit photo_repository(postgres::connection_pool& pool) : pool_(pool) {}

  /// What add() would say to a photo there, before the work of decoding it for nothing; nothing is held.
  domain::result<void> may_add(const domain::uuid& host_id, const photo_record& photo);
  /// The same for replace().
  domain::result<void> may_replace(const domain::uuid& host_id, const domain::uuid& listing_id,
                                   const domain::uuid& photo_id);

  /// Fails as domain::check_adding does. A photo_id that the listing has already answers that row. `keep_files` makes
  /// sure that the files are stored; it runs while nobody can erase them, and may run more than once.
  domain::result<photo_record> add(const domain::uuid& host_id, const photo_record& photo,
                                   domain::function_ref<void()> keep_files);

  /// The files of `photo` take the place of those that its photo_id has; what it shows and where it stands stays. Fails
  /// with not_found. `keep_files` as above.
  domain::result<replaced_photo> replace(const domain::uuid& host_id, const photo_record& photo,
                                         domain::function_ref<void()> keep_files);

  /// Those named move, all at once; answers all photos in their order. Fails with not_found, or as domain::check_order
  /// does.
  domain::result<std::vector<photo_record>> move(const domain::uuid& host_id, const domain::uuid& listing_id,
                                                 const std::vector<domain::photo_position>& positions,
                                                 domain::instant now);

  /// Fails as domain::check_deleting does. Answers the removed row.
  domain::result<photo_record> remove(const domain::uuid& host_id, const domain::uuid& listing_id,
                                      const domain::uuid& photo_id, domain::instant now);

  /// Calls `erase` for each of `keys` that no photo refers to, while nobody can add one that does.
  void erase_unused(std::vector<std::string> keys, domain::function_ref<void(const std::string&)> erase);

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::persistence
