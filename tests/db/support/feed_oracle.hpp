// The feed in SQL, by the functions feed_listings and feed_requirements: what the index in memory has to agree with.
#pragma once

#include <optional>
#include <vector>

#include "domain/feed/feed_facts.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::tests {

/// Answers as feed::index does: at most `limit` of those after `after`, best first.
class feed_oracle {
public:
  explicit feed_oracle(postgres::connection_pool& pool) : database_(pool) {}

  std::vector<domain::ranked_listing> listings(const domain::uuid& requirement_id,
                                               const std::optional<domain::feed_key>& after, std::size_t limit,
                                               domain::instant now);
  std::vector<domain::ranked_requirement> requirements(const domain::uuid& listing_id,
                                                       const std::optional<domain::feed_key>& after, std::size_t limit,
                                                       domain::instant now);

private:
  postgres::database database_;
};

}  // namespace homigo::tests
