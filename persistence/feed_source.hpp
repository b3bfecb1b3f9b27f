// Where the order of the feed comes from: the index in memory, or SQL as its oracle.
#pragma once

#include <optional>
#include <vector>

#include "domain/feed_rule.hpp"
#include "domain/score.hpp"

namespace homigo::persistence {

struct ranked_listing {
  domain::feed_key key;  // its id is the listing's
  domain::listing_score_breakdown breakdown;
  std::int32_t distance_m = 0;
};
struct ranked_requirement {
  domain::feed_key key;  // its id is the requirement's
  domain::requirement_score_breakdown breakdown;
  std::int32_t distance_m = 0;
};

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
