#include "feed/people.hpp"

#include <algorithm>

namespace homigo::feed {

slot people::find_or_add(const domain::uuid& id) {
  if (const slot known = ids_.find(id); known != no_slot) return known;
  const slot added = persons_.take();
  persons_[added].id = id;
  ids_.insert(id, added);
  return added;
}

void people::block(slot blocker, slot blocked) {
  auto& all = blocked_by_[blocker];
  const auto at = std::ranges::lower_bound(all, blocked);
  if (at != all.end() && *at == blocked) return;
  all.insert(at, blocked);
  ++persons_[blocker].blocks;
  ++persons_[blocked].blocks;
}

void people::unblock(slot blocker, slot blocked) {
  const auto found = blocked_by_.find(blocker);
  if (found == blocked_by_.end()) return;
  auto& all = found->second;
  const auto at = std::ranges::lower_bound(all, blocked);
  if (at == all.end() || *at != blocked) return;
  all.erase(at);
  --persons_[blocker].blocks;
  --persons_[blocked].blocks;
  if (all.empty()) blocked_by_.erase(found);
}

void people::set_blocked_by(slot blocker, std::span<const slot> blocked) {
  if (const auto found = blocked_by_.find(blocker); found != blocked_by_.end())
    for (const auto former = found->second; const slot each : former) unblock(blocker, each);
  for (const slot each : blocked) block(blocker, each);
}

bool people::blocks(slot blocker, slot blocked) const {
  const auto found = blocked_by_.find(blocker);
  return found != blocked_by_.end() && std::ranges::binary_search(found->second, blocked);
}

std::size_t people::memory_bytes() const {
  constexpr std::size_t bytes_of_an_entry = sizeof(std::vector<slot>) + 4 * sizeof(void*);
  std::size_t bytes = persons_.memory_bytes() + ids_.memory_bytes() + blocked_by_.size() * bytes_of_an_entry;
  for (const auto& [blocker, all] : blocked_by_) bytes += all.capacity() * sizeof(slot);
  return bytes;
}

}  // namespace homigo::feed
