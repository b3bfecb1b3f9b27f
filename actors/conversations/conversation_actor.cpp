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

class message final : public command_on<conversation_state, send_message> {
public:
  message(conversation_state& of, const request_context& whence, send_message asked)
      : command_on(of, whence, std::move(asked)), message_id_(context().ids.next()) {}

  /// None for visits: they go alone.
  std::optional<uuid> slot() const override {
    if (wanted.visit) return std::nullopt;
    return wanted.client_message_id ? dedupe_slot(wanted.sender_id, *wanted.client_message_id) : message_id_;
  }

  bool decide(commit_items& items, std::int32_t i) override {
    if (!takes_part(state.conversation, wanted.sender_id)) return refuse(domain::errc::not_found);
    at_ = context().clock.now();
    if (wanted.visit)
      items.visits.push_back(visit(i));
    else
      items.messages.push_back(text(i));
    return true;
  }

  void apply(const domain::item_result& result) override {
    auto& last = state.conversation->last_sequence;
    last = std::max(last, result.sequence.value_or(0));
    answer(message_settled{result.message_id.value_or(message_id_), result.sequence.value_or(0),
                           result.duplicate.value_or(false), result.at.value_or(at_)});
  }

private:
  domain::message_item text(std::int32_t i) const {
    const auto& talk = *state.conversation;
    return {0,
            i,
            key().id,
            message_id_,
            wanted.sender_id,
            wanted.type,
            wanted.body,
            wanted.attachment_id,
            wanted.client_message_id,
            at_,
            talk.tenant_id,
            talk.host_id};
  }
  domain::visit_item visit(std::int32_t i) const {
    const auto& talk = *state.conversation;
    return {0,
            i,
            key().id,
            message_id_,
            wanted.sender_id,
            wanted.type,
            wanted.body,
            *wanted.visit,
            wanted.client_message_id,
            at_,
            talk.tenant_id,
            talk.host_id};
  }

  const uuid message_id_;  // the same however often it is decided
  domain::instant at_{};
};

class read_mark final : public command_on<conversation_state, mark_read> {
public:
  using command_on::command_on;

  std::optional<uuid> slot() const override { return wanted.reader_id; }

  bool decide(commit_items& items, std::int32_t i) override {
    if (!takes_part(state.conversation, wanted.reader_id)) return refuse(domain::errc::not_found);
    items.reads.push_back({0, i, key().id, wanted.reader_id, wanted.sequence, context().clock.now()});
    return true;
  }

  void apply(const domain::item_result& result) override {
    // Without a result nothing moved: it was read before, as far as there is anything to read.
    const auto reached = std::min(wanted.sequence, state.conversation->last_sequence);
    answer(read_settled{result.sequence.value_or(reached)});
  }
};

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
  auto& state = state_of(self);
  state.conversation = stored->conversation;
  state.queue.emplace(self, *context, std::move(supervisor), stored->key, stored->version);
  return {
      [&state](const group_outcome& outcome) { state.queue->settle(outcome); },
      [&state](passivate) { state.queue->passivate(); },
      [&state](const request_context& from, send_message& c) { take<message>(state, from, c); },
      [&state](const request_context& from, mark_read& c) { take<read_mark>(state, from, c); },
      [&state](const request_context& from, const typing& t) {
        const auto& queue = *state.queue;
        answer_typing(queue.context(), from, pass_typing(queue.context(), state, queue.key(), t));
      },
  };
}

}  // namespace homigo::actors
