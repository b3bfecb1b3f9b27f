#include "modules/token_cache.hpp"

#include <algorithm>

namespace homigo::modules {
namespace {

std::string key_of(const domain::bytes& hash) { return {hash.begin(), hash.end()}; }

}  // namespace

std::optional<domain::principal> token_cache::find(const domain::bytes& hash, domain::instant now) const {
  std::lock_guard lock{mutex_};
  const auto found = entries_.find(key_of(hash));
  if (found == entries_.end() || found->second.valid_until <= now) return std::nullopt;
  return found->second.who;
}

std::uint64_t token_cache::begin_read() const {
  std::lock_guard lock{mutex_};
  return forgotten_;
}

void token_cache::remember(const domain::bytes& hash, const domain::principal& who, domain::instant access_expires_at,
                           domain::instant now, std::uint64_t read) {
  std::lock_guard lock{mutex_};
  if (read != forgotten_) return;
  if (entries_.size() >= capacity_) {
    std::erase_if(entries_, [&](const auto& e) { return e.second.valid_until <= now; });
    if (entries_.size() >= capacity_) entries_.clear();
  }
  entries_.insert_or_assign(key_of(hash), entry{who, std::min(access_expires_at, now + lifetime_)});
}

template <class Predicate>
void token_cache::forget_if(Predicate matches) {
  std::lock_guard lock{mutex_};
  ++forgotten_;
  std::erase_if(entries_, [&](const auto& e) { return matches(e.second.who); });
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
