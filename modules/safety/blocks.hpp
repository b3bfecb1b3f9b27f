// Blocking people: at once hidden from each other, their conversations closed, their matches ended.
#pragma once

#include <functional>

#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/lists/page.hpp"
#include "modules/safety/block_repository.hpp"

namespace homigo::modules {

/// Told after the commit, before the caller is answered.
struct block_news {
  using pair = std::function<void(const domain::uuid& blocker, const domain::uuid& blocked)>;
  pair blocked = [](const auto&, const auto&) {};
  pair unblocked = [](const auto&, const auto&) {};
};

/// Thread-safe; blocks, so it runs on worker threads. What it is given must outlive it.
class blocks {
public:
  blocks(persistence::block_repository& repository, const domain::clock& clock, block_news news = {})
      : repository_(repository), clock_(clock), news_(std::move(news)) {}

  /// Idempotent. Fails with not_found (no such account) or invalid_fields (oneself). The caller wakes the listings
  /// named in the effects, which carry out their end_pair commands; they would do so later by themselves.
  domain::result<persistence::block_effects> block(const domain::uuid& blocker_id, const domain::uuid& blocked_id);
  /// Idempotent.
  void unblock(const domain::uuid& blocker_id, const domain::uuid& blocked_id);
  domain::result<domain::blocked_user_page> list(const domain::uuid& blocker_id, const domain::page_query& page);

private:
  persistence::block_repository& repository_;
  const domain::clock& clock_;
  const block_news news_;
};

}  // namespace homigo::modules
