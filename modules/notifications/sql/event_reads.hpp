// Reads of user_events and user_counter.
#pragma once

#include "modules/notifications/event_reads.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

class event_reads final : public persistence::event_reads {
public:
  explicit event_reads(connection_pool& pool) : database_(pool) {}

  std::vector<persistence::stored_event> events_after(const domain::uuid& user_id, std::int64_t seq,
                                                      std::size_t limit) override;
  persistence::event_window window(const domain::uuid& user_id) override;
  std::vector<persistence::event_position> last_seqs(std::span<const domain::uuid> user_ids) override;

private:
  database database_;
};

}  // namespace homigo::postgres
