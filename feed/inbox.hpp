// The likes that a posting has received and its owner has not answered: super likes first, then the newest.
#pragma once

#include <atomic>
#include <boost/unordered/unordered_flat_map.hpp>
#include <compare>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "domain/matching/pair_sides.hpp"

namespace homigo::feed {

/// Numbers of what arrives, rising, and microseconds since 1970 where nothing comes faster: those of a later process
/// are greater. Thread-safe.
class arrival_numbers {
public:
  std::int64_t next(domain::instant now);
  /// The number of what arrived at `then`, before anybody looked: no later one is smaller.
  std::int64_t of(domain::instant then);
  /// Whatever gets a number after this call gets a greater one.
  std::int64_t last() const { return last_.load(); }

private:
  std::atomic<std::int64_t> last_{0};
};

/// Where a like stands in the order.
struct inbox_place {
  bool is_super_like = false;
  domain::instant at{};
  domain::uuid swipe_id{};
  std::strong_ordering operator<=>(const inbox_place&) const = default;
};
inbox_place place_of(const domain::waiting_like& like);

/// Thread-safe; a like may come while a page is read.
class inbox {
public:
  /// Read where pairs are decided, at `now`. What may have come a moment ago counts as arriving now.
  void add(std::span<const domain::waiting_like> likes, arrival_numbers& numbers, domain::instant now);
  /// What waits of this posting from now on: a like, or nothing.
  void set(const domain::uuid& posting, const std::optional<domain::waiting_like>& like, arrival_numbers& numbers,
           domain::instant now);

  /// At most `count` from the one behind `after` on; from the first on without it.
  std::vector<domain::waiting_like> page(const std::optional<inbox_place>& after, std::size_t count) const;
  /// Those that arrived, or rose to super likes, after `number`; by falling identifier of the swipe, from the one below
  /// `below` on.
  std::vector<domain::waiting_like> arrived_after(std::int64_t number, const domain::uuid& below) const;
  std::optional<domain::waiting_like> of(const domain::uuid& posting) const;

  std::size_t size() const;
  std::size_t memory_bytes() const;

private:
  struct waiting {
    domain::uuid posting_id{};
    std::int64_t number = 0;
  };
  void put(const domain::waiting_like& like, std::int64_t number);
  void take(const domain::uuid& posting);

  mutable std::mutex mutex_;
  std::map<inbox_place, waiting, std::greater<>> in_order_;
  boost::unordered_flat_map<domain::uuid, inbox_place, domain::uuid_hash> by_posting_;
};

}  // namespace homigo::feed
