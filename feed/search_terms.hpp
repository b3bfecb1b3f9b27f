// What every search of the index is asked, beside the posting that looks.
#pragma once

#include <optional>

#include "domain/feed/feed_rule.hpp"
#include "feed/slot_store.hpp"

namespace homigo::feed {

/// What only people and pairs know; asked about the few that would be shown.
class pair_filter {
public:
  virtual ~pair_filter() = default;
  /// Whether the viewer must not see this posting: their own, blocked either way, decided by them or closed.
  virtual bool hides(const domain::uuid& posting_id, slot owner) const = 0;
};

struct search_terms {
  std::optional<domain::feed_key> after;
  std::size_t limit = 20;
  domain::instant now{};
};

}  // namespace homigo::feed
