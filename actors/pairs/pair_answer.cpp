#include "actors/pairs/pair_answer.hpp"

#include "domain/matching/pair_sides.hpp"

namespace homigo::actors {
namespace {

domain::posting_pairs seen_by_owner(const domain::entity_key& key, const pair_table& pairs) {
  using domain::pair_side;
  const auto side = key.kind == domain::entity_kind::listing ? pair_side::host : pair_side::tenant;
  domain::posting_pairs all;
  pairs.for_each([&](const domain::uuid& other, const domain::pair_state& pair) {
    domain::add(all, domain::seen_by(side, pair, other));
  });
  return all;
}

}  // namespace

void answer_pairs(const commit_queue& queue, const std::optional<persistence::stored_posting>& posting,
                  const pair_table& pairs, const request_context& from, const look_at_pairs& asked) {
  if (queue.passes_on([&] { return to_entity(queue.key(), asked, from); })) return;
  auto& replies = queue.context().replies;
  if (!posting || posting->owner_id != asked.user_id)
    return answer_failure(replies, from.from, domain::refusal(domain::errc::not_found));
  answer_with(replies, from.from, seen_by_owner(queue.key(), pairs));
}

}  // namespace homigo::actors
