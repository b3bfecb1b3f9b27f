// The feed in SQL: the functions feed_listings and feed_requirements.
#pragma once

#include "persistence/feed_source.hpp"
#include "persistence/postgres/transaction.hpp"

namespace homigo::postgres {

class feed_source final : public persistence::feed_source {
public:
  explicit feed_source(connection_pool& pool) : database_(pool) {}

  std::vector<persistence::ranked_listing> listings(const domain::uuid& requirement_id,
                                                    const std::optional<domain::feed_key>& after, std::size_t limit,
                                                    domain::instant now) override;
  std::vector<persistence::ranked_requirement> requirements(const domain::uuid& listing_id,
                                                            const std::optional<domain::feed_key>& after,
                                                            std::size_t limit, domain::instant now) override;

private:
  database database_;
};

}  // namespace homigo::postgres
