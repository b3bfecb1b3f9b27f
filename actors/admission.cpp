#include "actors/admission.hpp"

#include <algorithm>

#include "actors/conversations/conversation_protocol.hpp"
#include "actors/pairs/pair_protocol.hpp"

namespace homigo::actors {
namespace {

using domain::uuid;
using persistence::stored_entity;

template <class Command>
const Command* as(const caf::message& content) {
  return content.match_elements<request_context, Command>() ? &content.get_as<Command>(1) : nullptr;
}

/// A decision that stands is answered again, whatever has become of the posting.
bool may_swipe_on(const stored_entity& listing, const swipe_on_pair& command) {
  const auto same = [&](const auto& pair) { return pair.requirement_id == command.requirement_id; };
  const bool is_visible = listing.posting && listing.posting->status == domain::posting_status::active;
  return is_visible || std::ranges::any_of(listing.pairs, same);
}

}  // namespace

std::array<uuid, 2> people_of(const stored_entity& stored) {
  if (stored.conversation) return {stored.conversation->tenant_id, stored.conversation->host_id};
  if (stored.posting) return {stored.posting->owner_id, domain::nil_uuid};
  return {};
}

bool takes_part(const std::optional<persistence::stored_conversation>& talk, const uuid& user) {
  return talk && (user == talk->tenant_id || user == talk->host_id);
}

std::optional<uuid> person_needed(const caf::message& content) {
  if (const auto* swipe = as<swipe_on_pair>(content))
    return swipe->side == domain::pair_side::host ? std::optional{swipe->swiper_id} : std::nullopt;
  if (const auto* said = as<send_message>(content)) return said->sender_id;
  if (const auto* read = as<mark_read>(content)) return read->reader_id;
  if (const auto* typed = as<typing>(content)) return typed->user_id;
  if (const auto* looks = as<look_at_pairs>(content)) return looks->user_id;
  if (const auto* edit = as<edit_posting>(content))
    return edit->create ? std::nullopt : std::optional{edit->owner_id};  // the edge makes the identifier of a new one
  return std::nullopt;
}

bool may_wake(const stored_entity& stored, const caf::message& content) {
  if (const auto person = person_needed(content)) return std::ranges::count(people_of(stored), *person) > 0;
  const auto* swipe = as<swipe_on_pair>(content);
  return !swipe || may_swipe_on(stored, *swipe);
}

}  // namespace homigo::actors
