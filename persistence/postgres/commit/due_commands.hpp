// What waits for entities, in portions: what is never done with takes its turn and keeps nothing else waiting.
#pragma once

#include <string>
#include <vector>

#include "persistence/entity_store.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

/// For one thread.
class due_commands {
public:
  using waiting_command = persistence::entity_store::waiting_command;

  explicit due_commands(database& db) : database_(db) {}

  /// Durable commands that are due, which are due again later, and postings whose validity is over, from where the last
  /// portion ended; at most `limit` of each.
  std::vector<waiting_command> take(std::size_t limit);

private:
  /// The last posting of a portion; before the first where nothing follows.
  struct position {
    std::string valid_until;
    domain::uuid id{};
  };
  struct postings {
    domain::entity_kind kind;
    std::string sql;
    position after;
  };

  static void take_durable(transaction& t, std::size_t limit, std::vector<waiting_command>& out);
  static void take_expired(transaction& t, std::size_t limit, postings& of, std::vector<waiting_command>& out);

  static postings postings_of(domain::entity_kind kind, const std::string& table, const std::string& id);

  database& database_;
  postings listings_ = postings_of(domain::entity_kind::listing, "property_listings", "listing_id");
  postings requirements_ = postings_of(domain::entity_kind::requirement, "tenant_requirements", "requirement_id");
};

}  // namespace homigo::postgres
