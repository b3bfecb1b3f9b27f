#include "feed/applied_versions.hpp"

namespace homigo::feed {

void applied_versions::tell(const domain::uuid& listing, std::int64_t version) {
  const std::lock_guard lock{mutex_};
  auto& range = ranges_[listing];
  if (version != range.last + 1 && version != range.last) range.first = version;
  if (range.first == 0) range.first = version;
  range.last = version;
  range.round = round_;
}

bool applied_versions::covers(const domain::uuid& listing, std::int64_t version, std::int64_t commits) const {
  const std::lock_guard lock{mutex_};
  const auto found = ranges_.find(listing);
  return found != ranges_.end() && found->second.first <= version - commits + 1 && version <= found->second.last;
}

bool applied_versions::knows(const domain::uuid& listing) const {
  const std::lock_guard lock{mutex_};
  return ranges_.contains(listing);
}

void applied_versions::forget_old() {
  const std::lock_guard lock{mutex_};
  std::erase_if(ranges_, [this](const auto& each) { return each.second.round < round_; });
  ++round_;
}

}  // namespace homigo::feed
