// Listings and requirements by identifier and by owner, and who may see them.
#pragma once

#include <span>

#include "domain/engine/entity.hpp"
#include "domain/kernel/lists/slice.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

/// `whole`: the viewer is its owner or has a match in force with it; anybody else gets it written for everyone.
struct shown_listing {
  domain::listing listing;
  bool whole = false;
};
struct shown_requirement {
  domain::requirement requirement;
  bool whole = false;
};

/// The postings a person may swipe with.
struct active_postings {
  std::vector<domain::uuid> requirements;
  std::vector<domain::uuid> listings;
};

/// Thread-safe; throws domain::unavailable without the database.
class posting_reads {
public:
  explicit posting_reads(postgres::connection_pool& pool) : pool_(pool) {}

  /// Nothing unless the viewer owns it, has a match in force with it, or it is live at `now`, its owner is in good
  /// standing and neither blocks the other.
  std::optional<shown_listing> listing(const domain::uuid& id, const std::optional<domain::uuid>& viewer,
                                       domain::instant now);
  std::optional<shown_requirement> requirement(const domain::uuid& id, const domain::uuid& viewer, domain::instant now);

  /// Cards in the order of `ids`, whole, without those that do not exist. Says nothing of who may see them.
  std::vector<domain::listing> listings(std::span<const domain::uuid> ids);
  std::vector<domain::requirement> requirements(std::span<const domain::uuid> ids);

  /// All but the deleted ones, newest first.
  slice<domain::listing> listings_of(const domain::uuid& host_id, const std::optional<domain::keyset>& after,
                                     std::size_t limit);
  slice<domain::requirement> requirements_of(const domain::uuid& tenant_id, const std::optional<domain::keyset>& after,
                                             std::size_t limit);

  /// Whether a posting that is not deleted belongs to this person.
  [[nodiscard]] bool owns_listing(const domain::uuid& listing_id, const domain::uuid& host_id);
  [[nodiscard]] bool owns_requirement(const domain::uuid& requirement_id, const domain::uuid& tenant_id);
  /// Deleted ones too.
  [[nodiscard]] bool has_made(domain::entity_kind posting, const domain::uuid& id, const domain::uuid& user_id);
  /// Live ones at `now`, by identifier.
  active_postings active_postings_of(const domain::uuid& user_id, domain::instant now);
  /// Those that likes can wait for: active, whatever their validity, or paused.
  std::vector<domain::entity_key> answerable_postings_of(const domain::uuid& user_id);

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::persistence
