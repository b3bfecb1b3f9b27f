#include "modules/safety/blocks.hpp"

#include "codec/paging.hpp"

namespace homigo::modules {

domain::result<persistence::block_effects> blocks::block(const domain::uuid& blocker_id,
                                                         const domain::uuid& blocked_id) {
  if (blocker_id == blocked_id) return domain::invalid_field("/user_id", "not_allowed", "you cannot block yourself");
  auto effects = repository_.block(blocker_id, blocked_id, clock_.now());
  if (!effects) return domain::failure{domain::errc::not_found, "There is no such user."};
  news_.blocked(blocker_id, blocked_id);
  return std::move(*effects);
}

void blocks::unblock(const domain::uuid& blocker_id, const domain::uuid& blocked_id) {
  repository_.unblock(blocker_id, blocked_id);
  news_.unblocked(blocker_id, blocked_id);
}

domain::result<domain::blocked_user_page> blocks::list(const domain::uuid& blocker_id, const domain::page_query& page) {
  const auto after = position_in<domain::keyset>("blocks", page);
  if (!after) return after.error();
  auto found = repository_.blocked_by(blocker_id, *after, static_cast<std::size_t>(page.limit));
  return domain::blocked_user_page{std::move(found.rows), cursor_in("blocks", found.next)};
}

}  // namespace homigo::modules
