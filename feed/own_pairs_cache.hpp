// The pairs of those postings whose owners look at the feed or at their likes now: loaded when first asked for and kept
// up to date by news.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/function_ref.hpp"
#include "feed/exclusion_set.hpp"
#include "feed/inbox.hpp"

namespace homigo::feed {

/// A posting's pairs as its owner's side sees them.
struct own_pairs {
  exclusion_set decided;
  inbox likes;
};

/// Thread-safe. Beyond its capacity it forgets what was longest unused.
class own_pairs_cache {
public:
  using load_function = domain::function_ref<domain::result<domain::posting_pairs>()>;

  explicit own_pairs_cache(std::size_t capacity_bytes) : capacity_(capacity_bytes) {}

  /// Null when they have to be loaded.
  std::shared_ptr<const own_pairs> find(const domain::uuid& posting);
  /// Loads them where they are missing. News that come while `load` reads are not lost. Its failure, and what it
  /// throws, is passed on.
  domain::result<std::shared_ptr<const own_pairs>> get(const domain::uuid& posting, domain::instant now,
                                                       load_function load);
  /// A pair as it is from now on. Concerns only postings that are held.
  void set(const domain::uuid& posting, const domain::pair_side_view& pair, domain::instant now);
  /// Forgets the posting's pairs if they say otherwise, but for the time of a like: they are loaded anew.
  void expect(const domain::uuid& posting, const domain::pair_side_view& pair);

  /// The last number of what has arrived in any inbox.
  std::int64_t last_arrival() const { return numbers_.last(); }
  std::size_t size() const;
  std::size_t memory_bytes() const;

private:
  struct entry {
    std::shared_ptr<own_pairs> pairs;  // null while they are loaded for the first time
    std::vector<domain::pair_side_view> late;
    int loaders = 0;
    std::size_t bytes = 0;
    std::list<domain::uuid>::iterator use;
  };
  using entries = std::unordered_map<domain::uuid, entry, domain::uuid_hash>;

  std::shared_ptr<own_pairs> touch(entry& e);
  void begin(const domain::uuid& posting);
  std::shared_ptr<own_pairs> finish(const domain::uuid& posting, const domain::posting_pairs& loaded,
                                    domain::instant now);
  void abandon(const domain::uuid& posting);
  void lay_over(own_pairs& pairs, const domain::pair_side_view& pair, domain::instant now);
  void drop(entries::iterator at);
  void shrink();

  const std::size_t capacity_;
  arrival_numbers numbers_;
  mutable std::mutex mutex_;
  entries entries_;
  std::list<domain::uuid> uses_;  // the latest first
  std::size_t bytes_ = 0;
};

}  // namespace homigo::feed
