#include "actors/conversations/conversation_actor.hpp"

#include <algorithm>
#include <functional>

#include "actors/admission.hpp"
#include "actors/sessions/session_protocol.hpp"
#include "codec/json_writer.hpp"
#include "domain/notifications/event_data.hpp"

namespace homigo::actors {
namespace {

using domain::commit_items;
using domain::entity_key;
using domain::uuid;
using persistence::stored_conversation;

/// Commands share a group unless they could be the same: a retry waits for the first.
uuid dedupe_slot(const uuid& user, const std::string& client_message_id) {
  uuid slot = user;
  const auto hash = std::hash<std::string>{}(client_message_id);
  for (std::size_t i = 0; i < sizeof hash; ++i) slot.data[i] ^= static_cast<std::uint8_t>(hash >> (8 * i));
  return slot;
}

domain::message_item item_of(const entity_key& key, const stored_conversation& talk, const send_message& command,
                             const uuid& message_id, std::int32_t i, domain::instant at) {
  return {0,
          i,
          key.id,
          message_id,
          command.sender_id,
          command.type,
          command.body,
          command.attachment_id,
          command.client_message_id,
          at,
          talk.tenant_id,
          talk.host_id};
}

domain::visit_item visit_of(const entity_key& key, const stored_conversation& talk, const send_message& command,
                            const uuid& message_id, std::int32_t i, domain::instant at) {
  return {0,
          i,
          key.id,
          message_id,
          command.sender_id,
          command.type,
          command.body,
          *command.visit,
          command.client_message_id,
          at,
          talk.tenant_id,
          talk.host_id};
}

/// Nothing for visits: they go alone.
std::optional<uuid> slot_of(const send_message& command, const uuid& message_id) {
  if (command.visit) return std::nullopt;
  return command.client_message_id ? dedupe_slot(command.sender_id, *command.client_message_id) : message_id;
}

commit_queue::work message_work(const entity_context& context, conversation_state& state, entity_key key,
                                request_context from, const send_message& command) {
  const auto message_id = context.ids.next();
  const auto at = std::make_shared<domain::instant>();
  return {to_entity(key, command, from), slot_of(command, message_id),
          [&context, &state, key, from, command, message_id, at](commit_items& items, std::int32_t i) {
            if (!takes_part(state.conversation, command.sender_id)) {
              answer_failure(context.replies, from.from, domain::refusal(domain::errc::not_found));
              return false;
            }
            *at = context.clock.now();
            if (command.visit)
              items.visits.push_back(visit_of(key, *state.conversation, command, message_id, i, *at));
            else
              items.messages.push_back(item_of(key, *state.conversation, command, message_id, i, *at));
            return true;
          },
          [&context, &state, from, message_id, at](const domain::item_result& result) {
            state.conversation->last_sequence =
                std::max(state.conversation->last_sequence, result.sequence.value_or(0));
            answer_with(context.replies, from.from,
                        message_settled{result.message_id.value_or(message_id), result.sequence.value_or(0),
                                        result.duplicate.value_or(false), result.at.value_or(*at)});
          }};
}

commit_queue::work read_work(const entity_context& context, conversation_state& state, entity_key key,
                             request_context from, const mark_read& command) {
  return {to_entity(key, command, from), command.reader_id,
          [&context, &state, key, from, command](commit_items& items, std::int32_t i) {
            if (!takes_part(state.conversation, command.reader_id)) {
              answer_failure(context.replies, from.from, domain::refusal(domain::errc::not_found));
              return false;
            }
            items.reads.push_back({0, i, key.id, command.reader_id, command.sequence, context.clock.now()});
            return true;
          },
          [&context, &state, from, command](const domain::item_result& result) {
            // Without a result nothing moved: it was read before, as far as there is anything to read.
            const auto reached = std::min(command.sequence, state.conversation->last_sequence);
            answer_with(context.replies, from.from, read_settled{result.sequence.value_or(reached)});
          }};
}

std::shared_ptr<const std::string> frame_of(const domain::typing_news& news) {
  return std::make_shared<const std::string>(R"({"event":"typing","data":)" + codec::to_json(news) + "}");
}

domain::result<void> pass_typing(const entity_context& context, const conversation_state& state, const entity_key& key,
                                 const typing& t) {
  const auto& talk = state.conversation;
  if (!takes_part(talk, t.user_id)) return domain::refusal(domain::errc::not_found);
  if (talk->closed) return domain::refusal(domain::errc::conversation_closed);
  const auto& other = t.user_id == talk->tenant_id ? talk->host_id : talk->tenant_id;
  context.region.tell_if_live({domain::entity_kind::user, other},
                              volatile_event{frame_of({key.id, t.user_id, t.active})});
  return {};
}

void answer_typing(const entity_context& context, const request_context& from, const domain::result<void>& passed) {
  if (!passed) return answer_failure(context.replies, from.from, passed.error());
  answer_with(context.replies, from.from, typing_settled{true});
}

}  // namespace

conversation_actor::behavior_type conversation(conversation_actor::stateful_pointer<conversation_state> self,
                                               const entity_context* context, caf::actor supervisor,
                                               const std::shared_ptr<persistence::stored_entity>& stored) {
  auto& state = self->state;
  state.conversation = stored->conversation;
  state.queue.emplace(self, *context, std::move(supervisor), stored->key, stored->version);
  return {
      [self](const group_outcome& outcome) { self->state.queue->settle(outcome); },
      [self](passivate) { self->state.queue->passivate(); },
      [self](const request_context& from, const send_message& c) {
        auto& queue = *self->state.queue;
        queue.accept(from, [&] { return message_work(queue.context(), self->state, queue.key(), from, c); });
      },
      [self](const request_context& from, const mark_read& c) {
        auto& queue = *self->state.queue;
        queue.accept(from, [&] { return read_work(queue.context(), self->state, queue.key(), from, c); });
      },
      [self](const request_context& from, const typing& t) {
        const auto& queue = *self->state.queue;
        answer_typing(queue.context(), from, pass_typing(queue.context(), self->state, queue.key(), t));
      },
  };
}

}  // namespace homigo::actors
