// Durable events of a person: what WebSocket connections resume from and are compared with.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/kernel/ids/uuid.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

struct stored_event {
  std::int64_t seq = 0;
  std::string event;
  std::optional<domain::uuid> reference;
  /// JSON that cannot be read from the reference later.
  std::optional<std::string> detail;
};

/// Events with oldest_kept ≤ seq ≤ last_seq are there; oldest_kept is last_seq + 1 when none is.
struct event_window {
  std::int64_t last_seq = 0;
  std::int64_t oldest_kept = 1;
};

struct event_position {
  domain::uuid user_id{};
  std::int64_t last_seq = 0;
};

/// Thread-safe; throws domain::unavailable without the database.
class event_reads {
public:
  explicit event_reads(postgres::connection_pool& pool) : pool_(pool) {}
  /// In order, without gaps.
  std::vector<stored_event> events_after(const domain::uuid& user_id, std::int64_t seq, std::size_t limit);
  event_window window(const domain::uuid& user_id);
  /// Of those who have had an event; the others stand at 0.
  std::vector<event_position> last_seqs(std::span<const domain::uuid> user_ids);

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::persistence
