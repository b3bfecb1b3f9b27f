// Which pair a command is about: swipes, matches and the own posting that swipes, resolved before the listing is asked.
#pragma once

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::persistence {
class match_reads;
class posting_reads;
}  // namespace homigo::persistence

namespace homigo::modules {

/// A pair and the side of it that the caller is.
struct pair_place {
  domain::uuid listing_id{};
  domain::uuid requirement_id{};
  domain::pair_side side{};
};

/// Thread-safe; blocks, so it runs on worker threads. What it is given must outlive it.
class pair_lookup {
public:
  pair_lookup(persistence::match_reads& matches, persistence::posting_reads& postings, const domain::clock& clock)
      : matches_(matches), postings_(postings), clock_(clock) {}

  /// The caller's only active posting that can swipe on such a target. Fails with as_id_required when there are
  /// several, wrong_state when there is none.
  domain::result<domain::uuid> only_posting(const domain::uuid& user_id, domain::swipe_target target);
  /// Fails with not_found for another's swipe, wrong_state unless it is the newest dislike of its swiper.
  domain::result<pair_place> of_undo(const domain::uuid& swipe_id, const domain::uuid& user_id);
  /// Whether the caller has taken this swipe back already.
  bool is_undone(const domain::uuid& swipe_id, const domain::uuid& user_id);
  /// Fails with not_found unless the caller takes part in the match.
  domain::result<pair_place> of_match(const domain::uuid& match_id, const domain::uuid& user_id);

private:
  persistence::match_reads& matches_;
  persistence::posting_reads& postings_;
  const domain::clock& clock_;
};

}  // namespace homigo::modules
