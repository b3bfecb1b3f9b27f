#include "actors/postings/posting_commands.hpp"

namespace homigo::actors {

using domain::errc;

template <class Wanted>
domain::posting_item& posting_command<Wanted>::plan_without_content() {
  const auto& posting = state.posting;
  plan = {};
  plan.content = posting ? posting->content : std::string{};
  plan.item.posting_id = state.key().id;
  plan.item.kind = state.key().kind;
  plan.item.owner_id = posting ? posting->owner_id : domain::nil_uuid;
  plan.item.at = context().clock.now();
  return plan.item;
}

bool edit::decide(domain::commit_items& items, std::int32_t i) {
  auto planned = plan_edit(state.key(), state.posting, wanted, context().clock.now());
  if (!planned) return refuse(planned.error());
  if (!*planned) {
    answer(state.settled());
    return false;
  }
  plan = std::move(**planned);
  return commit(items, i);
}

bool publication::decide(domain::commit_items& items, std::int32_t i) {
  const auto& posting = state.posting;
  const bool publishable = posting && !domain::is_over(posting->status);
  if (!publishable && !wanted.command_id) return refuse(posting ? errc::wrong_state : errc::not_found);
  // What cannot go live any more is committed as it is: that takes the durable command off the table.
  auto& item = plan_without_content();
  item.publish = publishable;
  item.command_id = wanted.command_id;
  return commit(items, i);
}

bool expiry::decide(domain::commit_items& items, std::int32_t i) {
  const auto& posting = state.posting;
  if (!posting || life_of(*posting, context().clock.now()).status == posting->status) return false;
  plan_without_content().status = domain::posting_status::expired;
  return commit(items, i);
}

}  // namespace homigo::actors
