// Reads of matches, pair and swipe_actions.
#pragma once

#include "modules/matching/match_reads.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

class match_reads final : public persistence::match_reads {
public:
  explicit match_reads(connection_pool& pool) : database_(pool) {}

  persistence::slice<persistence::match_seen> matches_of(const domain::uuid& user_id,
                                                         const std::optional<domain::keyset>& after, std::size_t limit,
                                                         domain::instant now) override;
  std::vector<std::optional<persistence::match_seen>> matches(std::span<const persistence::match_viewer> wanted,
                                                              domain::instant now) override;
  persistence::slice<domain::received_like, domain::inbox_keyset> likes_received(
      const domain::uuid& user_id, const std::optional<domain::inbox_keyset>& after, std::size_t limit,
      domain::instant now) override;
  std::vector<domain::received_like> likes(std::span<const domain::uuid> swipe_ids, const domain::uuid& user_id,
                                           domain::instant now) override;
  std::optional<persistence::swipe_facts> swipe_of(const domain::uuid& swipe_id) override;
  std::optional<persistence::match_facts> match_parties(const domain::uuid& match_id) override;

private:
  database database_;
};

}  // namespace homigo::postgres
