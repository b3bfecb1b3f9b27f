// What is said to a conversation: the order of messages, read marks, and who is typing.
#pragma once

#include "actors/runtime/entity_protocol.hpp"
#include "domain/engine/items/visit_item.hpp"

namespace homigo::actors {

struct send_message {
  domain::uuid sender_id{};
  domain::message_type type{};
  std::optional<std::string> body;
  std::optional<domain::uuid> attachment_id;
  std::optional<domain::visit_proposal> visit;
  std::optional<std::string> client_message_id;
};

/// The answer to send_message; `duplicate`: the same client_message_id was there before.
struct message_settled {
  domain::uuid message_id{};
  std::int64_t sequence = 0;
  bool duplicate = false;
  domain::instant created_at{};
};
HOMIGO_DESCRIBED(message_settled, message_id, sequence, duplicate, created_at)

struct mark_read {
  domain::uuid reader_id{};
  std::int64_t sequence = 0;
};

/// The answer to mark_read.
struct read_settled {
  std::int64_t sequence = 0;
};
HOMIGO_DESCRIBED(read_settled, sequence)

/// Goes to the other participant's devices, if there are any.
struct typing {
  domain::uuid user_id{};
  bool active = false;
};

/// The answer to typing.
struct typing_settled {
  bool passed = false;
};
HOMIGO_DESCRIBED(typing_settled, passed)

using conversation_actor = entity_actor::extend<
    // A participant writes; answered with message_settled.
    takes<request_context, send_message>,
    // A participant has read so far; answered with read_settled.
    takes<request_context, mark_read>,
    // A participant types, or no longer; answered with typing_settled.
    takes<request_context, typing>>;

}  // namespace homigo::actors

HOMIGO_LOCAL_MESSAGE(homigo::actors::send_message)
HOMIGO_LOCAL_MESSAGE(homigo::actors::mark_read)
HOMIGO_LOCAL_MESSAGE(homigo::actors::typing)
