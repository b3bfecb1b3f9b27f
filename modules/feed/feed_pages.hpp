// The feed: the order and the cards of postings, both from memory.
#pragma once

#include <optional>
#include <string>

#include "domain/feed/feed.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "modules/feed/feed_follower.hpp"
#include "modules/feed/pair_source.hpp"
#include "modules/postings/posting_reads.hpp"

namespace homigo::modules {

/// Thread-safe. What it is given must outlive it. Answers are JSON of a domain::listing_feed_page and a
/// domain::requirement_feed_page, written for everyone. Throws domain::unavailable before the index is loaded.
class feed_pages {
public:
  feed_pages(live_feed& memory, feed_follower& follower, pair_source& pairs, persistence::posting_reads& postings,
             const domain::clock& clock)
      : memory_(memory), follower_(follower), pairs_(pairs), postings_(postings), clock_(clock) {}

  /// Without a named posting the only active one is meant: as_id_required when there are several, an empty page when
  /// there is none. Fails with not_found for another's posting, malformed_request for a cursor that is none of the
  /// feed. May read what is not in memory, so they run on worker threads.
  domain::result<std::string> listings(const domain::uuid& tenant_id, const domain::listing_feed_query& query);
  domain::result<std::string> requirements(const domain::uuid& host_id, const domain::requirement_feed_query& query);

  /// The same, out of memory alone: nothing when the database had to be asked. Never blocks.
  std::optional<domain::result<std::string>> listings_at_once(const domain::uuid& tenant_id,
                                                              const domain::listing_feed_query& query);
  std::optional<domain::result<std::string>> requirements_at_once(const domain::uuid& host_id,
                                                                  const domain::requirement_feed_query& query);

private:
  live_feed& memory_;
  feed_follower& follower_;
  pair_source& pairs_;
  persistence::posting_reads& postings_;
  const domain::clock& clock_;
};

}  // namespace homigo::modules
