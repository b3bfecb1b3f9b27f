// Conversations and their messages as a participant reads them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/matching/match.hpp"

namespace homigo::domain {

/// `sequence` counts 1, 2, 3 … in each conversation, without gaps, the same for both sides.
struct message {
  uuid message_id{};
  uuid conversation_id{};
  std::int64_t sequence = 0;
  uuid sender_id{};
  message_type type{};
  std::optional<std::string> body;
  std::optional<uuid> attachment_id;
  std::optional<raw_json> visit;
  std::optional<std::string> client_message_id;
  instant created_at{};
};
HOMIGO_DESCRIBED(message, message_id, conversation_id, sequence, sender_id, type, body, attachment_id, visit,
                 client_message_id, created_at)
constexpr auto rules_of(const message*) { return rules(field("type").column("message_type")); }

/// Newest first.
struct message_page {
  std::vector<message> items;
  std::optional<std::string> next_cursor;
};
HOMIGO_DESCRIBED(message_page, items, next_cursor)

/// Item of GET /conversations. `unread_count` counts the other's messages after the own read mark; `read_sequence` is
/// how far the other one has read.
struct conversation {
  uuid conversation_id{};
  uuid match_id{};
  domain::counterpart counterpart;
  std::optional<message> last_message;
  std::int64_t unread_count = 0;
  std::int64_t read_sequence = 0;
  bool closed = false;
  instant created_at{};
};
HOMIGO_DESCRIBED(conversation, conversation_id, match_id, counterpart, last_message, unread_count, read_sequence,
                 closed, created_at)

struct conversation_page {
  std::vector<conversation> items;
  std::optional<std::string> next_cursor;
};
HOMIGO_DESCRIBED(conversation_page, items, next_cursor)

/// What GET /conversations/{id} answers.
struct conversation_view {
  domain::conversation conversation;
  message_page messages;
};
HOMIGO_DESCRIBED(conversation_view, conversation, messages)
constexpr auto rules_of(const conversation_view*) { return rules(field("conversation").inlined()); }

/// `data` of the events message.read (the other's mark) and read_marks.updated (the own one, on all own devices).
struct read_mark {
  uuid conversation_id{};
  uuid reader_id{};
  std::int64_t sequence = 0;
};
HOMIGO_DESCRIBED(read_mark, conversation_id, reader_id, sequence)

/// The cursor of a page of messages: older than this one.
struct message_cursor {
  std::int64_t sequence = 0;
};
HOMIGO_DESCRIBED(message_cursor, sequence)

}  // namespace homigo::domain
