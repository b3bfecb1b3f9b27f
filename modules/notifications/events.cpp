#include "modules/notifications/events.hpp"

#include "modules/notifications/event_data.hpp"

namespace homigo::modules {

domain::result<std::vector<rendered_event>> events::after(const domain::uuid& user_id, std::int64_t seq,
                                                          std::size_t limit) {
  const auto window = reads_.window(user_id);
  if (seq > window.last_seq)
    return domain::failure{domain::errc::malformed_request, "last_seq is ahead of the newest event."};
  if (seq + 1 < window.oldest_kept)
    return domain::failure{domain::errc::events_expired,
                           "The events after last_seq are too old to be sent again. Reload everything."};
  const auto stored = reads_.events_after(user_id, seq, limit);
  const event_data data{stored, user_id, matches_, conversations_, accounts_, clock_.now()};
  std::vector<rendered_event> out;
  for (const auto& event : stored) out.push_back({event.seq, event.event, data.of(event)});
  return out;
}

std::int64_t events::last_seq(const domain::uuid& user_id) { return reads_.window(user_id).last_seq; }

std::vector<persistence::event_position> events::last_seqs(std::span<const domain::uuid> user_ids) {
  return reads_.last_seqs(user_ids);
}

}  // namespace homigo::modules
