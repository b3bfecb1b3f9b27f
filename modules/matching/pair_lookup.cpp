#include "modules/matching/pair_lookup.hpp"

#include "modules/matching/match_reads.hpp"
#include "modules/postings/posting_reads.hpp"

namespace homigo::modules {

using domain::errc;
using domain::pair_side;
using domain::result;
using domain::uuid;

result<uuid> pair_lookup::only_posting(const uuid& user_id, domain::swipe_target target) {
  const auto active = postings_.active_postings_of(user_id, clock_.now());
  const auto& own = target == domain::swipe_target::listing ? active.requirements : active.listings;
  if (own.size() > 1) return domain::refusal(errc::as_id_required);
  if (own.empty()) return domain::failure{errc::wrong_state, "You need an active posting before you can swipe."};
  return own.front();
}

result<pair_place> pair_lookup::of_undo(const uuid& swipe_id, const uuid& user_id) {
  const auto swipe = matches_.swipe_of(swipe_id);
  if (!swipe || swipe->swiper_id != user_id) return domain::refusal(errc::not_found);
  if (!swipe->is_newest_dislike)
    return domain::failure{errc::wrong_state, "Only your most recent dislike can be undone."};
  return pair_place{swipe->listing_id, swipe->requirement_id, swipe->side};
}

bool pair_lookup::is_undone(const uuid& swipe_id, const uuid& user_id) {
  const auto swipe = matches_.swipe_of(swipe_id);
  return swipe && swipe->swiper_id == user_id && swipe->is_undone;
}

result<pair_place> pair_lookup::of_match(const uuid& match_id, const uuid& user_id) {
  const auto match = matches_.match_parties(match_id);
  if (!match || (user_id != match->tenant_id && user_id != match->host_id)) return domain::refusal(errc::not_found);
  return pair_place{match->listing_id, match->requirement_id,
                    user_id == match->tenant_id ? pair_side::tenant : pair_side::host};
}

}  // namespace homigo::modules
