#include "feed/exclusion_set.hpp"

namespace homigo::feed {

void exclusion_set::add(std::span<const domain::uuid> postings) {
  const std::lock_guard lock{mutex_};
  postings_.insert(postings.begin(), postings.end());
}

void exclusion_set::set(const domain::uuid& posting, bool excluded) {
  const std::lock_guard lock{mutex_};
  if (excluded)
    postings_.insert(posting);
  else
    postings_.erase(posting);
}

bool exclusion_set::contains(const domain::uuid& posting) const {
  const std::lock_guard lock{mutex_};
  return postings_.contains(posting);
}

std::size_t exclusion_set::size() const {
  const std::lock_guard lock{mutex_};
  return postings_.size();
}

std::size_t exclusion_set::memory_bytes() const {
  const std::lock_guard lock{mutex_};
  return sizeof *this + postings_.bucket_count() * (sizeof(domain::uuid) + 1);
}

}  // namespace homigo::feed
