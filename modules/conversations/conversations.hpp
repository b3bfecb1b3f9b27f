// Conversations as their participants read them.
#pragma once

#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/lists/page.hpp"
#include "modules/conversations/conversation_reads.hpp"

namespace homigo::modules {

/// Thread-safe; blocks, so it runs on worker threads. What it is given must outlive it.
class conversations {
public:
  explicit conversations(persistence::conversation_reads& reads) : reads_(reads) {}

  domain::result<domain::conversation_page> list(const domain::uuid& user_id, const domain::page_query& page);
  /// With a page of messages, newest first. Fails with not_found unless the user takes part.
  domain::result<domain::conversation_view> one(const domain::uuid& conversation_id, const domain::uuid& user_id,
                                                const domain::page_query& page);

  /// The other participant. Fails with not_found unless the user takes part, conversation_closed once it is over.
  domain::result<domain::uuid> counterpart_in(const domain::uuid& conversation_id, const domain::uuid& user_id);
  /// Fails with not_found unless the user takes part in the message's conversation.
  domain::result<domain::message> message(const domain::uuid& message_id, const domain::uuid& user_id);

private:
  persistence::conversation_reads& reads_;
};

}  // namespace homigo::modules
