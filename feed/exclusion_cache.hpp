// The exclusion sets of those who look at the feed now, loaded when first asked for and kept up to date by news.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "domain/kernel/function_ref.hpp"
#include "feed/exclusion_set.hpp"

namespace homigo::feed {

/// Thread-safe. Beyond its capacity it forgets the sets that were longest unused.
class exclusion_cache {
public:
  explicit exclusion_cache(std::size_t capacity_bytes) : capacity_(capacity_bytes) {}

  /// Null when it has to be loaded.
  std::shared_ptr<const exclusion_set> find(const domain::uuid& viewer);
  /// Loads it where it is missing. News that come while `load` reads are not lost. What `load` throws is passed on.
  std::shared_ptr<const exclusion_set> get(const domain::uuid& viewer,
                                           domain::function_ref<std::vector<domain::uuid>()> load);
  /// Concerns only viewers that are held.
  void set(const domain::uuid& viewer, const domain::uuid& posting, bool excluded);
  /// Forgets the viewer's set if it says otherwise: it is loaded anew.
  void expect(const domain::uuid& viewer, const domain::uuid& posting, bool excluded);

  std::size_t size() const;
  std::size_t memory_bytes() const;

private:
  struct entry {
    std::shared_ptr<exclusion_set> set;  // null while it is loaded for the first time
    std::vector<std::pair<domain::uuid, bool>> late;
    int loaders = 0;
    std::size_t bytes = 0;
    std::list<domain::uuid>::iterator use;
  };
  using entries = std::unordered_map<domain::uuid, entry, domain::uuid_hash>;

  std::shared_ptr<exclusion_set> touch(entry& e);
  void begin(const domain::uuid& viewer);
  std::shared_ptr<exclusion_set> finish(const domain::uuid& viewer, const std::vector<domain::uuid>& postings);
  void abandon(const domain::uuid& viewer);
  void drop(entries::iterator at);
  void shrink();

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  entries entries_;
  std::list<domain::uuid> uses_;  // the latest first
  std::size_t bytes_ = 0;
};

}  // namespace homigo::feed
