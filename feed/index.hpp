// The feed in memory: every live posting of the database, and the best of them for one that looks.
#pragma once

#include "domain/feed/relaxation.hpp"
#include "feed/exclusion_set.hpp"
#include "feed/fair_mutex.hpp"
#include "feed/people.hpp"
#include "feed/posting_index.hpp"
#include "feed/search_terms.hpp"

namespace homigo::feed {

/// Thread-safe. Searches run side by side, changes take turns with them. It knows active postings only.
class index {
public:
  /// Before this, postings are put in without order and nothing may be searched.
  void seal();

  /// Facts of a posting that is not active remove it.
  void put(std::span<const domain::listing_facts> listings);
  void put(std::span<const domain::requirement_facts> requirements);
  void remove_listing(const domain::uuid& id);
  void remove_requirement(const domain::uuid& id);

  void block(const domain::uuid& blocker, const domain::uuid& blocked);
  void unblock(const domain::uuid& blocker, const domain::uuid& blocked);
  /// All whom this person blocks.
  void set_blocked_by(const domain::uuid& blocker, std::span<const domain::uuid> blocked);

  /// What domain::is_shown allows in the order of domain::shown_before; nothing for a posting that is not live.
  std::vector<domain::ranked_listing> listings(const domain::uuid& requirement_id, const search_terms& terms,
                                               const exclusion_set& decided) const;
  std::vector<domain::ranked_requirement> requirements(const domain::uuid& listing_id, const search_terms& terms,
                                                       const exclusion_set& decided) const;

  /// What would bring a viewer postings that the terms do not show them, one way for each field.
  std::vector<domain::relaxation> relaxed_listings(const domain::uuid& requirement_id, domain::instant now,
                                                   const exclusion_set& decided) const;
  std::vector<domain::relaxation> relaxed_requirements(const domain::uuid& listing_id, domain::instant now,
                                                       const exclusion_set& decided) const;
  /// By the priorities of an active requirement.
  domain::factor_weights weights_of(const domain::uuid& requirement_id) const;

  /// Of an active posting.
  std::optional<domain::uuid> owner_of_listing(const domain::uuid& id) const;
  std::optional<domain::uuid> owner_of_requirement(const domain::uuid& id) const;
  /// Live at `now`, by identifier.
  std::vector<domain::uuid> live_listings_of(const domain::uuid& host_id, domain::instant now) const;
  std::vector<domain::uuid> live_requirements_of(const domain::uuid& tenant_id, domain::instant now) const;
  /// Which of these, in their order, `viewer` may be shown at `now`: live, their owner in good standing, and neither
  /// blocks the other. Whether they fit is not asked.
  std::vector<bool> are_shown_listings(const domain::uuid& viewer, std::span<const domain::uuid> ids,
                                       domain::instant now) const;
  std::vector<bool> are_shown_requirements(const domain::uuid& viewer, std::span<const domain::uuid> ids,
                                           domain::instant now) const;
  /// The active ones among `count` places from `from` on, to go through all in steps; `from` then points behind them.
  std::vector<domain::uuid> some_listings(slot& from, slot count) const;
  std::vector<domain::uuid> some_requirements(slot& from, slot count) const;

  struct figures {
    std::size_t listings = 0;
    std::size_t requirements = 0;
    std::size_t memory_bytes = 0;
  };
  figures size() const;

private:
  mutable fair_mutex mutex_;
  people people_;
  listing_index listings_;
  requirement_index requirements_;
};

}  // namespace homigo::feed
