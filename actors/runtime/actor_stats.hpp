// What operators see of the actors: counters that any thread may raise, and bounded latency histograms.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

#include "actors/runtime/ops_report.hpp"
#include "domain/engine/entity.hpp"

namespace homigo::actors {

/// Logarithmic buckets, four to a power of two, from 1 µs to about 70 s; reading is approximate while writers write.
class latency_histogram {
public:
  void record(std::chrono::nanoseconds took);
  /// Milliseconds below which the share `q` of all records lies; the upper edge of its bucket.
  double quantile_ms(double q) const;
  double max_ms() const;

  struct cumulated {
    std::vector<std::uint64_t> up_to;  // records up to each bound
    std::uint64_t count = 0;
    double sum_s = 0;
  };
  /// For a histogram that can be added up across nodes; a record counts where the upper edge of its bucket lies.
  cumulated cumulate(std::span<const double> bounds_s) const;

private:
  std::array<std::atomic<std::uint64_t>, 108> buckets_{};
  std::atomic<std::uint64_t> max_us_{0};
  std::atomic<std::uint64_t> sum_us_{0};
};

struct kind_counters {
  std::atomic<std::int64_t> live{0};
  std::atomic<std::uint64_t> activations{0};
  std::atomic<std::uint64_t> passivations{0};
  std::atomic<std::uint64_t> restarts{0};
  std::atomic<std::int64_t> quarantined{0};
  std::atomic<std::int64_t> queued{0};  // commands that wait for a decision or a commit
  std::atomic<std::uint64_t> commands{0};
  latency_histogram queue_wait;  // from arrival to decision
  latency_histogram processing;  // from arrival to answer
};

struct lane_counters {
  std::atomic<std::uint64_t> batches{0};
  std::atomic<std::uint64_t> groups{0};
  std::atomic<std::uint64_t> largest_batch{0};
  std::atomic<std::uint64_t> bisects{0};
  std::atomic<std::uint64_t> fenced{0};
  std::atomic<std::uint64_t> stale{0};
  std::atomic<std::uint64_t> unknown{0};
  std::atomic<std::int64_t> waiting{0};
  latency_histogram commit;
};

/// What people have done, as committed; what the product lives on.
struct activity_counters {
  std::atomic<std::uint64_t> swipes{0};
  std::atomic<std::uint64_t> matches{0};
  std::atomic<std::uint64_t> messages{0};
};

class actor_stats {
public:
  explicit actor_stats(std::size_t lanes) : lanes_(lanes) {}

  kind_counters& of(domain::entity_kind kind) { return kinds_[static_cast<std::size_t>(kind)]; }
  lane_counters& lane(std::size_t index) { return lanes_[index]; }
  const lane_counters& lane(std::size_t index) const { return lanes_[index]; }
  std::size_t lane_count() const { return lanes_.size(); }
  activity_counters& activity() { return activity_; }
  const activity_counters& activity() const { return activity_; }
  /// Milliseconds since 1970 of the last snapshot; 0 = none yet.
  std::atomic<std::int64_t> last_snapshot_ms{0};
  std::atomic<std::uint64_t> snapshots{0};

  ops_report report(domain::instant now) const;

private:
  std::array<kind_counters, domain::entity_kinds> kinds_;
  std::vector<lane_counters> lanes_;
  activity_counters activity_;
};

}  // namespace homigo::actors
