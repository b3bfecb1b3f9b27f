// Likes received and not yet answered, from memory: the inboxes of a person's own postings, and the cards of the feed.
#pragma once

#include <optional>
#include <string>

#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/lists/page.hpp"
#include "modules/feed/feed_follower.hpp"
#include "modules/feed/pair_source.hpp"
#include "modules/postings/posting_reads.hpp"

namespace homigo::modules {

/// What an inbox is answered from; all of it outlives who is given it.
struct inbox_parts {
  live_feed& memory;
  feed_follower& follower;
  pair_source& pairs;
  persistence::posting_reads& postings;
  const domain::clock& clock;
};

/// Thread-safe. Answers are JSON of a domain::received_like_page, written for everyone: super likes first, then the
/// newest. Left out while they cannot be answered: a block, the other posting not live, the own one neither active nor
/// paused. Those that came or rose since the first page come again behind the others.
class inbox_pages {
public:
  explicit inbox_pages(const inbox_parts& parts) : parts_(parts) {}

  /// Fails with malformed_request for a cursor of another list. May ask entities and read cards, so it runs on worker
  /// threads. Throws domain::unavailable before the feed is loaded.
  domain::result<std::string> page(const domain::uuid& user_id, const domain::page_query& query);
  /// The same, out of memory alone: nothing when something had to be asked. Never blocks.
  std::optional<domain::result<std::string>> page_at_once(const domain::uuid& user_id, const domain::page_query& query);

private:
  const inbox_parts parts_;
};

}  // namespace homigo::modules
