// Listings and requirements by identifier and by owner, and who may see them.
#pragma once

#include <span>

#include "domain/kernel/slice.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"

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
  virtual ~posting_reads() = default;

  /// Nothing unless the viewer owns it, has a match in force with it, or it is live at `now`, its owner is in good
  /// standing and neither blocks the other.
  virtual std::optional<shown_listing> listing(const domain::uuid& id, const std::optional<domain::uuid>& viewer,
                                               domain::instant now) = 0;
  virtual std::optional<shown_requirement> requirement(const domain::uuid& id, const domain::uuid& viewer,
                                                       domain::instant now) = 0;

  /// Cards in the order of `ids`, whole, without those that do not exist. Says nothing of who may see them.
  virtual std::vector<domain::listing> listings(std::span<const domain::uuid> ids) = 0;
  virtual std::vector<domain::requirement> requirements(std::span<const domain::uuid> ids) = 0;

  /// All but the deleted ones, newest first.
  virtual slice<domain::listing> listings_of(const domain::uuid& host_id, const std::optional<domain::keyset>& after,
                                             std::size_t limit) = 0;
  virtual slice<domain::requirement> requirements_of(const domain::uuid& tenant_id,
                                                     const std::optional<domain::keyset>& after, std::size_t limit) = 0;

  /// Whether a posting that is not deleted belongs to this person.
  [[nodiscard]] virtual bool owns_listing(const domain::uuid& listing_id, const domain::uuid& host_id) = 0;
  [[nodiscard]] virtual bool owns_requirement(const domain::uuid& requirement_id, const domain::uuid& tenant_id) = 0;
  /// Live ones at `now`, by identifier.
  virtual active_postings active_postings_of(const domain::uuid& user_id, domain::instant now) = 0;
};

}  // namespace homigo::persistence
