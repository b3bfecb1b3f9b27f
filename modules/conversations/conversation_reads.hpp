// Conversations and messages, as a participant may read them.
#pragma once

#include <span>

#include "domain/conversations/conversation.hpp"
#include "domain/kernel/slice.hpp"

namespace homigo::persistence {

/// Thread-safe; throws domain::unavailable without the database.
class conversation_reads {
public:
  virtual ~conversation_reads() = default;

  /// The one with the newest message first; before its first message a conversation is as old as its match. Those that
  /// got a message since the first page come again behind the others.
  virtual slice<domain::conversation, domain::conversation_keyset> conversations_of(
      const domain::uuid& user_id, const std::optional<domain::conversation_keyset>& after, std::size_t limit) = 0;
  /// Nothing unless `user_id` takes part.
  virtual std::optional<domain::conversation> conversation(const domain::uuid& id, const domain::uuid& user_id) = 0;
  /// At most `limit` messages with a sequence below `before`, newest first. Says nothing of who may read them.
  virtual std::vector<domain::message> messages(const domain::uuid& conversation_id, std::optional<std::int64_t> before,
                                                std::size_t limit) = 0;
  /// Those of `ids` whose conversations `user_id` takes part in, in no particular order.
  virtual std::vector<domain::message> messages(std::span<const domain::uuid> ids, const domain::uuid& user_id) = 0;
};

}  // namespace homigo::persistence
