#include "actors/postings/posting_state.hpp"

#include "domain/matching/pair_sides.hpp"

namespace homigo::actors {
namespace {

domain::posting_pairs seen_by_owner(const posting_state& state) {
  using domain::pair_side;
  const auto side = state.key().kind == domain::entity_kind::listing ? pair_side::host : pair_side::tenant;
  domain::posting_pairs all;
  state.pairs.for_each([&](const domain::uuid& other, const domain::pair_state& pair) {
    domain::add(all, domain::seen_by(side, pair, other));
  });
  return all;
}

}  // namespace

void answer_pairs(const posting_state& state, const request_context& from, const look_at_pairs& asked) {
  if (state.queue->passes_on([&] { return to_entity(state.key(), asked, from); })) return;
  auto& replies = state.queue->context().replies;
  if (!state.is_owned_by(asked.user_id))
    return answer_failure(replies, from.from, domain::refusal(domain::errc::not_found));
  answer_with(replies, from.from, seen_by_owner(state));
}

}  // namespace homigo::actors
