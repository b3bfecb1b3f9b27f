#include "modules/users/caches/token_cache.hpp"

#include <cstring>

#include "modules/users/caches/cache_window.hpp"

namespace homigo::modules {

std::size_t token_cache::first_octets::operator()(const key& hash) const {
  std::size_t octets;
  std::memcpy(&octets, hash.data(), sizeof octets);
  return octets;
}

token_cache::key token_cache::key_of(const domain::bytes& hash) {
  key of{};
  std::copy_n(hash.begin(), std::min(hash.size(), of.size()), of.begin());
  return of;
}

token_cache::token_cache(std::chrono::seconds lifetime, std::size_t capacity) : lifetime_(lifetime) {
  constexpr std::size_t shard_count = 16;
  for (std::size_t i = 0; i < shard_count; ++i) shards_.emplace_back(capacity / shard_count);
}

std::optional<domain::principal> token_cache::find(const domain::bytes& hash, domain::instant now) {
  const auto of = key_of(hash);
  auto& s = shard_of(of);
  const std::lock_guard lock{s.mutex};
  auto* found = s.entries.find(of);
  if (!found || !is_within_window(found->valid_until, now, lifetime_)) return std::nullopt;
  found->used = true;
  return found->who;
}

std::uint64_t token_cache::begin_read() const { return forgotten_; }

void token_cache::remember(const domain::bytes& hash, const domain::principal& who, domain::instant access_expires_at,
                           domain::instant now, std::uint64_t read) {
  const auto of = key_of(hash);
  auto& s = shard_of(of);
  const std::lock_guard lock{s.mutex};
  if (read != forgotten_) return;
  s.entries.insert_or_assign(of, entry{who, end_of(access_expires_at, now)});
}

std::vector<domain::bytes> token_cache::take_due(domain::instant now, domain::instant before) {
  std::vector<domain::bytes> due;
  for (auto& s : shards_) {
    const std::lock_guard lock{s.mutex};
    s.entries.erase_if([&](const key& hash, entry& e) {
      if (!is_within_window(e.valid_until, now, lifetime_)) return true;
      if (e.valid_until > before || e.who.is_operator || !(e.used || e.taken)) return false;
      e.used = false;
      e.taken = true;
      due.emplace_back(hash.begin(), hash.end());
      return false;
    });
  }
  return due;
}

void token_cache::renew(const domain::bytes& hash, const domain::principal& who, domain::instant access_expires_at,
                        domain::instant now) {
  const auto of = key_of(hash);
  auto& s = shard_of(of);
  const std::lock_guard lock{s.mutex};
  auto* found = s.entries.find(of);
  if (!found || !found->taken) return;
  found->who = who;
  found->valid_until = end_of(access_expires_at, now);
  found->taken = false;
}

void token_cache::refuse(const domain::bytes& hash) {
  const auto of = key_of(hash);
  auto& s = shard_of(of);
  const std::lock_guard lock{s.mutex};
  if (const auto* found = s.entries.find(of); found && found->taken) s.entries.erase(of);
}

template <class Predicate>
void token_cache::forget_if(Predicate matches) {
  ++forgotten_;
  for (auto& s : shards_) {
    const std::lock_guard lock{s.mutex};
    s.entries.erase_if([&](const key&, const entry& e) { return matches(e.who); });
  }
}

void token_cache::reread_user(const domain::uuid& user_id) {
  forget_if([&](const domain::principal& who) { return who.user_id == user_id; });
}

void token_cache::forget_session(const domain::uuid& session_id) {
  forget_if([&](const domain::principal& who) { return who.session_id == session_id; });
  if (on_forget_) on_forget_({session_id, std::nullopt});
}

void token_cache::forget_user(const domain::uuid& user_id) {
  forget_if([&](const domain::principal& who) { return who.user_id == user_id; });
  if (on_forget_) on_forget_({std::nullopt, user_id});
}

}  // namespace homigo::modules
