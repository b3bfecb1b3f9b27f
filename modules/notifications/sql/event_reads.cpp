#include "modules/notifications/event_reads.hpp"

#include <pqxx/result>

#include "persistence/postgres/client/arrays.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

std::vector<stored_event> event_reads::events_after(const domain::uuid& user_id, std::int64_t seq, std::size_t limit) {
  return database{pool_}.read([&](transaction& t) {
    std::vector<stored_event> out;
    for (const auto& row : t.query("SELECT seq, event, reference, detail::text AS detail FROM user_events"
                                   " WHERE user_id = $1 AND seq > $2 ORDER BY seq LIMIT $3",
                                   {user_id, seq, limit})) {
      stored_event event{row["seq"].as<std::int64_t>(), text_of(row["event"]), {}, {}};
      if (!row["reference"].is_null()) event.reference = uuid_of(row["reference"]);
      if (!row["detail"].is_null()) event.detail = text_of(row["detail"]);
      out.push_back(std::move(event));
    }
    return out;
  });
}

event_window event_reads::window(const domain::uuid& user_id) {
  return database{pool_}.read([&](transaction& t) {
    const auto found = t.query(
        "SELECT counted.last_seq, coalesce((SELECT min(seq) FROM user_events WHERE user_id = $1), counted.last_seq + 1)"
        " AS oldest_kept FROM (SELECT coalesce((SELECT last_seq FROM user_counter WHERE user_id = $1), 0) AS last_seq) "
        "counted",
        {user_id});
    return event_window{found[0]["last_seq"].as<std::int64_t>(), found[0]["oldest_kept"].as<std::int64_t>()};
  });
}

std::vector<event_position> event_reads::last_seqs(std::span<const domain::uuid> user_ids) {
  return database{pool_}.read([&](transaction& t) {
    std::vector<event_position> out;
    for (const auto& row : t.query("SELECT user_id, last_seq FROM user_counter WHERE user_id = ANY ($1::uuid[])",
                                   {array_literal(user_ids)}))
      out.push_back({uuid_of(row["user_id"]), row["last_seq"].as<std::int64_t>()});
    return out;
  });
}

}  // namespace homigo::persistence
