// What one posting is not shown any more: those its owner has decided on, and those whose pair is closed.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <mutex>
#include <span>

#include "domain/kernel/ids/uuid.hpp"

namespace homigo::feed {

/// Thread-safe; a swipe may come in while a search asks.
class exclusion_set {
public:
  void add(std::span<const domain::uuid> postings);
  void set(const domain::uuid& posting, bool excluded);
  bool contains(const domain::uuid& posting) const;
  std::size_t size() const;
  std::size_t memory_bytes() const;

private:
  mutable std::mutex mutex_;
  boost::unordered_flat_set<domain::uuid, domain::uuid_hash> postings_;
};

}  // namespace homigo::feed
