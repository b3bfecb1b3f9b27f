// The feed: an order of postings from the feed source, with the cards that it shows.
#pragma once

#include "domain/errc.hpp"
#include "domain/feed.hpp"
#include "persistence/feed_source.hpp"
#include "persistence/posting_reads.hpp"

namespace homigo::modules {

/// Thread-safe; blocks, so it runs on worker threads. What it is given must outlive it. Pages are to be written for
/// everyone.
class feed {
public:
  feed(persistence::feed_source& source, persistence::posting_reads& postings, const domain::clock& clock)
      : source_(source), postings_(postings), clock_(clock) {}

  /// Without a named posting the only active one is meant: as_id_required when there are several, an empty page when
  /// there is none. Fails with not_found for another's posting, malformed_request for a cursor that is none of the
  /// feed.
  domain::result<domain::listing_feed_page> listings(const domain::uuid& tenant_id,
                                                     const domain::listing_feed_query& query);
  domain::result<domain::requirement_feed_page> requirements(const domain::uuid& host_id,
                                                             const domain::requirement_feed_query& query);

private:
  domain::result<std::optional<domain::uuid>> chosen_requirement(const domain::uuid& tenant_id,
                                                                 const std::optional<domain::uuid>& named);
  domain::result<std::optional<domain::uuid>> chosen_listing(const domain::uuid& host_id,
                                                             const std::optional<domain::uuid>& named);

  persistence::feed_source& source_;
  persistence::posting_reads& postings_;
  const domain::clock& clock_;
};

}  // namespace homigo::modules
