// Where the order of the feed comes from: the index in memory, or SQL as its oracle.
#pragma once

#include <optional>
#include <vector>

#include "domain/feed_facts.hpp"

namespace homigo::persistence {

using domain::ranked_listing;
using domain::ranked_requirement;

/// Answers are what domain::is_shown allows, in the order of domain::shown_before, at most `limit` of those after
/// `after`. An unknown posting, or one that is not live, is shown nothing. Thread-safe; may throw domain::unavailable.
class feed_source {
public:
  virtual ~feed_source() = default;
  virtual std::vector<ranked_listing> listings(const domain::uuid& requirement_id,
                                               const std::optional<domain::feed_key>& after, std::size_t limit,
                                               domain::instant now) = 0;
  virtual std::vector<ranked_requirement> requirements(const domain::uuid& listing_id,
                                                       const std::optional<domain::feed_key>& after, std::size_t limit,
                                                       domain::instant now) = 0;
};

}  // namespace homigo::persistence
