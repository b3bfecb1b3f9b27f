// What only people and pairs know; a search asks it about the few that would be shown.
#pragma once

#include "feed/exclusion_set.hpp"
#include "feed/people.hpp"

namespace homigo::feed {

/// What it is given must outlive it.
class pair_filter {
public:
  pair_filter(const people& all, slot viewer, const exclusion_set& decided)
      : all_(all), viewer_(viewer), decided_(decided), has_blocks_(all.has_blocks(viewer)), any_(decided.size() > 0) {}

  /// Whether the viewer must not see this posting: their own, blocked either way, decided by them or closed.
  bool hides(const domain::uuid& posting_id, slot owner) const {
    return owner == viewer_ || (has_blocks_ && all_.are_apart(owner, viewer_)) ||
           (any_ && decided_.contains(posting_id));
  }

private:
  const people& all_;
  const slot viewer_;
  const exclusion_set& decided_;
  const bool has_blocks_;
  const bool any_;
};

}  // namespace homigo::feed
