#include "modules/users/caches/account_cache.hpp"

#include "modules/users/caches/cache_window.hpp"

namespace homigo::modules {

account_cache::account_cache(std::chrono::seconds lifetime, std::size_t capacity) : lifetime_(lifetime) {
  for (std::size_t i = 0; i < shard_count; ++i) shards_.emplace_back(capacity / shard_count);
}

account_cache::text account_cache::find(const domain::uuid& user_id, domain::instant now) {
  auto& s = shard_of(user_id);
  const std::lock_guard lock{s.mutex};
  const auto* known = s.entries.find(user_id);
  return known && is_within_window(known->valid_until, now, lifetime_) ? known->account : nullptr;
}

std::uint64_t account_cache::begin_read(const domain::uuid& user_id) const {
  const auto& s = shard_of(user_id);
  const std::lock_guard lock{s.mutex};
  return s.forgotten;
}

void account_cache::remember(const domain::uuid& user_id, text account, domain::instant now, std::uint64_t read) {
  auto& s = shard_of(user_id);
  const std::lock_guard lock{s.mutex};
  if (read == s.forgotten) s.entries.insert_or_assign(user_id, {std::move(account), now + lifetime_});
}

void account_cache::forget(const domain::uuid& user_id) {
  {
    auto& s = shard_of(user_id);
    const std::lock_guard lock{s.mutex};
    ++s.forgotten;
    s.entries.erase(user_id);
  }
  if (on_forget_) on_forget_(user_id);
}

std::size_t account_cache::size() const {
  std::size_t all = 0;
  for (const auto& s : shards_) {
    const std::lock_guard lock{s.mutex};
    all += s.entries.size();
  }
  return all;
}

}  // namespace homigo::modules
