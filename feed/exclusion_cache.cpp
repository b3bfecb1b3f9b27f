#include "feed/exclusion_cache.hpp"

namespace homigo::feed {
namespace {

constexpr std::size_t bytes_of_an_entry = 160;

}  // namespace

std::shared_ptr<const exclusion_set> exclusion_cache::find(const domain::uuid& viewer) {
  const std::lock_guard lock{mutex_};
  const auto found = entries_.find(viewer);
  if (found == entries_.end() || !found->second.set) return nullptr;
  return touch(found->second);
}

std::shared_ptr<const exclusion_set> exclusion_cache::get(const domain::uuid& viewer,
                                                          domain::function_ref<std::vector<domain::uuid>()> load) {
  if (auto held = find(viewer)) return held;
  begin(viewer);
  try {
    return finish(viewer, load());
  } catch (...) {
    abandon(viewer);
    throw;
  }
}

void exclusion_cache::set(const domain::uuid& viewer, const domain::uuid& posting, bool excluded) {
  const std::lock_guard lock{mutex_};
  const auto found = entries_.find(viewer);
  if (found == entries_.end()) return;
  if (found->second.loaders > 0) found->second.late.emplace_back(posting, excluded);
  if (found->second.set) found->second.set->set(posting, excluded);
}

void exclusion_cache::expect(const domain::uuid& viewer, const domain::uuid& posting, bool excluded) {
  const std::lock_guard lock{mutex_};
  const auto found = entries_.find(viewer);
  if (found != entries_.end() && found->second.set && found->second.loaders == 0 &&
      found->second.set->contains(posting) != excluded)
    drop(found);
}

std::size_t exclusion_cache::size() const {
  const std::lock_guard lock{mutex_};
  return entries_.size();
}

std::size_t exclusion_cache::memory_bytes() const {
  const std::lock_guard lock{mutex_};
  return bytes_;
}

std::shared_ptr<exclusion_set> exclusion_cache::touch(entry& e) {
  uses_.splice(uses_.begin(), uses_, e.use);
  bytes_ -= e.bytes;
  e.bytes = bytes_of_an_entry + e.set->memory_bytes();
  bytes_ += e.bytes;
  auto set = e.set;
  shrink();
  return set;
}

void exclusion_cache::begin(const domain::uuid& viewer) {
  const std::lock_guard lock{mutex_};
  const auto [at, is_new] = entries_.try_emplace(viewer);
  if (is_new) at->second.use = uses_.insert(uses_.begin(), viewer);
  ++at->second.loaders;
}

/// Of several loaders the first one counts: what it read and the news since are all there is.
std::shared_ptr<exclusion_set> exclusion_cache::finish(const domain::uuid& viewer,
                                                       const std::vector<domain::uuid>& postings) {
  const std::lock_guard lock{mutex_};
  auto& e = entries_.at(viewer);
  if (!e.set) {
    e.set = std::make_shared<exclusion_set>();
    e.set->add(postings);
    for (const auto& [posting, excluded] : e.late) e.set->set(posting, excluded);
  }
  if (--e.loaders == 0) e.late.clear();
  return touch(e);
}

void exclusion_cache::abandon(const domain::uuid& viewer) {
  const std::lock_guard lock{mutex_};
  const auto found = entries_.find(viewer);
  if (--found->second.loaders > 0) return;
  found->second.late.clear();
  if (!found->second.set) drop(found);
}

void exclusion_cache::drop(entries::iterator at) {
  bytes_ -= at->second.bytes;
  uses_.erase(at->second.use);
  entries_.erase(at);
}

void exclusion_cache::shrink() {
  // Those under way keep their place: somebody will finish them.
  for (auto use = uses_.end(); bytes_ > capacity_ && use != uses_.begin();) {
    --use;
    const auto found = entries_.find(*use);
    if (found->second.loaders > 0) continue;
    const auto next = std::next(use);
    drop(found);
    use = next;
  }
}

}  // namespace homigo::feed
