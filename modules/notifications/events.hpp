// A person's durable events with the data that the WebSocket pushes for each.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/kernel/errors/errc.hpp"
#include "modules/notifications/event_reads.hpp"

namespace homigo::persistence {
class conversation_reads;
class match_reads;
class profile_repository;
}  // namespace homigo::persistence

namespace homigo::modules {

struct rendered_event {
  std::int64_t seq = 0;
  std::string event;
  std::string data;  // JSON
};

/// Thread-safe; blocks, so it runs on worker threads. What it is given must outlive it.
class events {
public:
  events(persistence::event_reads& reads, persistence::match_reads& matches,
         persistence::conversation_reads& conversations, persistence::profile_repository& accounts,
         const domain::clock& clock)
      : reads_(reads), matches_(matches), conversations_(conversations), accounts_(accounts), clock_(clock) {}

  /// At most `limit` events after `seq`, in order, none missing. Data is what the API shows now of what the event
  /// refers to. Fails with events_expired when an event after `seq` is no longer kept, malformed_request for a `seq`
  /// not reached yet.
  domain::result<std::vector<rendered_event>> after(const domain::uuid& user_id, std::int64_t seq, std::size_t limit);

  /// 0 before the first event.
  std::int64_t last_seq(const domain::uuid& user_id);
  /// Of those who have had an event, in one query.
  std::vector<persistence::event_position> last_seqs(std::span<const domain::uuid> user_ids);

private:
  persistence::event_reads& reads_;
  persistence::match_reads& matches_;
  persistence::conversation_reads& conversations_;
  persistence::profile_repository& accounts_;
  const domain::clock& clock_;
};

}  // namespace homigo::modules
