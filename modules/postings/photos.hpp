// Photos of listings: adding, removing, and handing out their files.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/engine/entity.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/photo_sequence.hpp"

namespace homigo::gateways {
class photo_store;
}
namespace homigo::persistence {
class photo_repository;
}

namespace homigo::modules {

struct photo_upload {
  domain::uuid photo_id{};
  domain::photo_type photo_type{};
  std::int32_t sequence_order = 0;
  std::string_view content;
};

struct photo_file {
  std::string content;
  std::string_view media_type;
};

/// Thread-safe; blocks, so it runs on worker threads. What it is given must outlive it.
class photos {
public:
  /// `changed` is told of every listing whose photos changed, after the commit.
  photos(persistence::photo_repository& repository, gateways::photo_store& store, const domain::clock& clock,
         std::function<void(const domain::entity_key&)> changed);

  /// Fails with not_found, unsupported_media_type, invalid_fields, conflict (place taken), photo_sequence_incomplete.
  domain::result<domain::photo> add(const domain::uuid& host_id, const domain::uuid& listing_id,
                                    const photo_upload& upload);

  /// Another picture of what the photo shows, in its place; allowed while the listing is live. Fails with not_found,
  /// unsupported_media_type, invalid_fields.
  domain::result<domain::photo> replace(const domain::uuid& host_id, const domain::uuid& listing_id,
                                        const domain::uuid& photo_id, std::string_view content);

  /// Photos change places, all at once; answers all in their order. Fails with not_found, invalid_fields, conflict,
  /// photo_sequence_incomplete.
  domain::result<std::vector<domain::photo>> move(const domain::uuid& host_id, const domain::uuid& listing_id,
                                                  const std::vector<domain::photo_position>& positions);

  /// Fails with not_found, or wrong_state when a live listing would lose a photo it needs.
  domain::result<void> remove(const domain::uuid& host_id, const domain::uuid& listing_id,
                              const domain::uuid& photo_id);

  /// The file of this key; nothing for anything that is no key of ours.
  std::optional<photo_file> file(std::string_view key) const;

private:
  persistence::photo_repository& repository_;
  gateways::photo_store& store_;
  const domain::clock& clock_;
  std::function<void(const domain::entity_key&)> changed_;
};

}  // namespace homigo::modules
