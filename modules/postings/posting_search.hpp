// Search of live postings by text, place and filters.
#pragma once

#include "domain/kernel/lists/slice.hpp"
#include "domain/postings/search.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

/// Only what is live at `now`, of owners in good standing, without those that the viewer blocks or is blocked by.
/// Postings come whole: the caller writes them for everyone. Thread-safe; throws domain::unavailable.
class posting_search {
public:
  explicit posting_search(postgres::connection_pool& pool) : pool_(pool) {}

  /// In the order of domain::order_of(search), ties by identifier. `near` without a radius means 10 km.
  slice<domain::listing, domain::search_keyset> listings(const domain::listing_search& search,
                                                         const std::optional<domain::uuid>& viewer,
                                                         const std::optional<domain::search_keyset>& after,
                                                         domain::instant now);
  /// Newest first.
  slice<domain::requirement> requirements(const domain::requirement_search& search, const domain::uuid& viewer,
                                          const std::optional<domain::keyset>& after, domain::instant now);

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::persistence
