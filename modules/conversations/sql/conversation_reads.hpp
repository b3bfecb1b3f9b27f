// Reads of conversations and messages.
#pragma once

#include "modules/conversations/conversation_reads.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

class conversation_reads final : public persistence::conversation_reads {
public:
  explicit conversation_reads(connection_pool& pool) : database_(pool) {}

  persistence::slice<domain::conversation, domain::conversation_keyset> conversations_of(
      const domain::uuid& user_id, const std::optional<domain::conversation_keyset>& after, std::size_t limit) override;
  std::optional<domain::conversation> conversation(const domain::uuid& id, const domain::uuid& user_id) override;
  std::vector<domain::message> messages(const domain::uuid& conversation_id, std::optional<std::int64_t> before,
                                        std::size_t limit) override;
  std::vector<domain::message> messages(std::span<const domain::uuid> ids, const domain::uuid& user_id) override;

private:
  database database_;
};

}  // namespace homigo::postgres
