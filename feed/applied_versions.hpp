// Which commits of listings the feed has heard of, so that a sweep reads again only what it has not.
#pragma once

#include <mutex>
#include <unordered_map>

#include "domain/kernel/ids/uuid.hpp"

namespace homigo::feed {

/// Thread-safe.
class applied_versions {
public:
  void tell(const domain::uuid& listing, std::int64_t version);
  /// Whether each of the `commits` commits up to `version` was told.
  bool covers(const domain::uuid& listing, std::int64_t version, std::int64_t commits) const;
  bool knows(const domain::uuid& listing) const;
  /// Forgets listings that no version was applied for since the call before the last.
  void forget_old();

private:
  struct told_range {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::uint64_t round = 0;
  };
  mutable std::mutex mutex_;
  std::unordered_map<domain::uuid, told_range, domain::uuid_hash> ranges_;
  std::uint64_t round_ = 0;
};

}  // namespace homigo::feed
