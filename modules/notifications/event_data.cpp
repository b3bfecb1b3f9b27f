#include "modules/notifications/event_data.hpp"

#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "domain/notifications/event.hpp"
#include "domain/notifications/event_data.hpp"
#include "modules/conversations/conversation_reads.hpp"
#include "modules/matching/match_reads.hpp"
#include "modules/matching/matches.hpp"
#include "modules/users/accounts/profile_repository.hpp"

namespace homigo::modules {
namespace {

using domain::uuid;

std::vector<uuid> references(std::span<const persistence::stored_event> events,
                             std::initializer_list<std::string_view> kinds) {
  std::vector<uuid> ids;
  for (const auto& event : events)
    for (const auto kind : kinds)
      if (event.event == kind && event.reference) ids.push_back(*event.reference);
  return ids;
}

/// The detail holds who has read how far; the reference is the conversation.
std::string read_mark_json(const persistence::stored_event& event) {
  domain::read_mark mark;
  if (event.detail)
    codec::read_json(*event.detail, domain::descriptor<domain::read_mark>(), &mark, codec::read_mode::merge).value();
  if (event.reference) mark.conversation_id = *event.reference;
  return codec::to_json(mark);
}

std::string gone(std::string_view kind, const uuid& id) {
  namespace event = domain::event;
  if (kind == event::match_created || kind == event::match_ended) return codec::to_json(domain::gone_match{id});
  if (kind == event::swipe_received) return codec::to_json(domain::gone_swipe{id});
  if (kind == event::message_created) return codec::to_json(domain::gone_message{id});
  if (kind == event::account_updated) return codec::to_json(domain::gone_account{id});
  return "{}";
}

std::string without_rows(const persistence::stored_event& event) {
  if (event.detail) return *event.detail;
  return event.reference ? gone(event.event, *event.reference) : "{}";
}

}  // namespace

event_data::event_data(std::span<const persistence::stored_event> events, const uuid& user_id,
                       persistence::match_reads& matches, persistence::conversation_reads& conversations,
                       persistence::profile_repository& accounts, domain::instant now) {
  std::vector<persistence::match_viewer> seen_by_user;
  for (const auto& id : references(events, {"match.created", "match.ended"})) seen_by_user.push_back({id, user_id});
  for (const auto& seen : matches.matches(seen_by_user, now)) {
    if (!seen) continue;
    matches_.emplace(seen->match.match_id, match_json(*seen));
    endings_.emplace(seen->match.match_id,
                     codec::to_json(domain::match_ending{seen->match.match_id, seen->match.status}));
  }
  if (const auto ids = references(events, {"swipe.received"}); !ids.empty())
    for (const auto& like : matches.likes(ids, user_id, now))
      likes_.emplace(like.swipe_id, codec::to_json(like, codec::audience::everyone));
  if (const auto ids = references(events, {"message.created"}); !ids.empty())
    for (const auto& message : conversations.messages(ids, user_id))
      messages_.emplace(message.message_id, codec::to_json(message));
  if (!references(events, {domain::event::account_updated}).empty())
    if (const auto own = accounts.find_user(user_id)) accounts_.emplace(user_id, codec::to_json(*own));
}

std::string event_data::of(const persistence::stored_event& event) const {
  const std::pair<std::string_view, const json_by_id*> kinds[] = {{"match.created", &matches_},
                                                                  {"match.ended", &endings_},
                                                                  {"swipe.received", &likes_},
                                                                  {"message.created", &messages_},
                                                                  {domain::event::account_updated, &accounts_}};
  for (const auto& [kind, found] : kinds)
    if (event.event == kind && event.reference)
      if (const auto at = found->find(*event.reference); at != found->end()) return at->second;
  const bool is_mark = event.event == "message.read" || event.event == "read_marks.updated";
  return is_mark ? read_mark_json(event) : without_rows(event);
}

}  // namespace homigo::modules
