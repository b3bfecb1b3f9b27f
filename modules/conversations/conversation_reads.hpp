// Conversations and messages, as a participant may read them.
#pragma once

#include <span>

#include "domain/conversations/conversation.hpp"
#include "domain/kernel/lists/slice.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

/// Thread-safe; throws domain::unavailable without the database.
class conversation_reads {
public:
  explicit conversation_reads(postgres::connection_pool& pool) : pool_(pool) {}

  /// The one with the newest message first; before its first message a conversation is as old as its match. Those that
  /// got a message since the first page come again behind the others.
  slice<domain::conversation, domain::conversation_keyset> conversations_of(
      const domain::uuid& user_id, const std::optional<domain::conversation_keyset>& after, std::size_t limit);
  /// Nothing unless `user_id` takes part.
  std::optional<domain::conversation> conversation(const domain::uuid& id, const domain::uuid& user_id);
  /// At most `limit` messages with a sequence below `before`, newest first. Says nothing of who may read them.
  std::vector<domain::message> messages(const domain::uuid& conversation_id, std::optional<std::int64_t> before,
                                        std::size_t limit);
  /// Those of `ids` whose conversations `user_id` takes part in, in no particular order.
  std::vector<domain::message> messages(std::span<const domain::uuid> ids, const domain::uuid& user_id);

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::persistence
