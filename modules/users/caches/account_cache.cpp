#include "modules/users/caches/account_cache.hpp"

#include <algorithm>

#include "modules/users/caches/cache_window.hpp"

namespace homigo::modules {

account_cache::account_cache(std::chrono::seconds lifetime, std::size_t capacity)
    : lifetime_(lifetime), generation_size_(std::max<std::size_t>(1, capacity / (2 * shard_count))) {}

account_cache::text account_cache::find(const domain::uuid& user_id, domain::instant now) {
  auto& s = shard_of(user_id);
  const std::lock_guard lock{s.mutex};
  if (const auto known = s.young.find(user_id); known != s.young.end())
    return is_within_window(known->second.valid_until, now, lifetime_) ? known->second.account : nullptr;
  const auto known = s.old.find(user_id);
  if (known == s.old.end() || !is_within_window(known->second.valid_until, now, lifetime_)) return nullptr;
  auto account = known->second.account;
  keep(s, user_id, known->second);
  return account;
}

std::uint64_t account_cache::begin_read(const domain::uuid& user_id) const {
  const auto& s = shard_of(user_id);
  const std::lock_guard lock{s.mutex};
  return s.forgotten;
}

void account_cache::remember(const domain::uuid& user_id, text account, domain::instant now, std::uint64_t read) {
  auto& s = shard_of(user_id);
  const std::lock_guard lock{s.mutex};
  if (read == s.forgotten) keep(s, user_id, {std::move(account), now + lifetime_});
}

void account_cache::keep(shard& s, const domain::uuid& user_id, entry one) {
  s.old.erase(user_id);
  if (s.young.size() >= generation_size_) {
    s.old = std::move(s.young);
    s.young.clear();
    s.old.erase(user_id);
  }
  s.young.insert_or_assign(user_id, std::move(one));
}

void account_cache::forget(const domain::uuid& user_id) {
  {
    auto& s = shard_of(user_id);
    const std::lock_guard lock{s.mutex};
    ++s.forgotten;
    s.young.erase(user_id);
    s.old.erase(user_id);
  }
  if (on_forget_) on_forget_(user_id);
}

std::size_t account_cache::size() const {
  std::size_t all = 0;
  for (const auto& s : shards_) {
    const std::lock_guard lock{s.mutex};
    all += s.young.size() + s.old.size();
  }
  return all;
}

}  // namespace homigo::modules
