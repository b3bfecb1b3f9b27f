// Keeps the feed in memory true: loads it, applies what it is told, and sweeps the change log for what nobody told.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <unordered_map>
#include <unordered_set>

#include "domain/kernel/time/time.hpp"
#include "feed/figures.hpp"
#include "modules/feed/feed_stock.hpp"
#include "modules/feed/live_feed.hpp"

namespace homigo::modules {

/// The thread in run() alone reads postings anew, so the newest reading always comes last. What is told comes from any
/// thread and returns at once.
class feed_follower final : public feed::feed_listener {
public:
  /// What it is given must outlive it.
  feed_follower(live_feed& memory, persistence::feed_stock& stock, const domain::clock& clock,
                const feed::settings& settings)
      : memory_(memory), stock_(stock), clock_(clock), settings_(settings) {}
  feed_follower(const feed_follower&) = delete;
  feed_follower& operator=(const feed_follower&) = delete;

  /// Loads, as soon as that is possible, and follows until `stop` is asked for, which it hears wherever it waits.
  void run(const std::stop_token& stop);
  /// The index holds everything that was committed before it was loaded, and follows.
  bool is_ready() const { return ready_.load(std::memory_order_acquire); }

  void pair_settled(const feed::pair_news& news) noexcept override;
  void posting_changed(const domain::entity_key& key, const domain::uuid& owner) noexcept override;
  void told(const domain::uuid& listing_id, std::int64_t version) noexcept override;
  /// Of a posting, past its actor.
  void rows_changed(const domain::entity_key& key) noexcept;
  /// Told, on the follower's thread, of a posting whose pairs have changed without a word to this node: whoever else
  /// holds them had better read them again. To be set before the node starts.
  void on_doubt(std::function<void(const domain::entity_key&)> listener) { doubted_ = std::move(listener); }
  /// After the commit: they hold for every page from now on.
  void blocked(const domain::uuid& blocker, const domain::uuid& blocked);
  void unblocked(const domain::uuid& blocker, const domain::uuid& blocked);
  /// Whether this posting has been told of and is not applied yet; without an identifier, any of its kind; without a
  /// kind, any at all.
  bool is_behind() const;
  bool is_behind(domain::entity_kind kind, const std::optional<domain::uuid>& posting) const;
  /// Waits, a second at most, until what was told before this call is applied.
  void catch_up();

  /// One step of each kind, as the thread does them; for tests without the thread.
  void load(const std::stop_token& stop = {});
  void apply_told();
  void sweep();

  /// The memory it keeps, and how long ago the last sweep was complete.
  feed::feed_figures figures() const;

private:
  struct suspect {
    std::int64_t version = 0;
    std::int64_t commits = 0;
  };
  struct changed_keys {
    std::vector<domain::uuid> listings;
    std::vector<domain::uuid> requirements;
    std::vector<domain::uuid> people;
    std::vector<domain::uuid> doubtful;  // listings with commits that nobody told: their pairs may differ too
  };

  bool load_when_possible(const std::stop_token& stop);
  void load_postings(const std::stop_token& stop);
  void follow(const std::stop_token& stop);
  void rest(const std::stop_token& stop);
  void note_swept();
  bool gets_second_look(const persistence::feed_change& change);
  changed_keys sorted_out(const std::vector<persistence::feed_change>& changes);
  void reread(const changed_keys& changed);
  void reread_listings(const std::vector<domain::uuid>& ids);
  void reread_requirements(const std::vector<domain::uuid>& ids);
  void reread_people(const std::vector<domain::uuid>& ids);
  void doubt_pairs(const std::vector<domain::uuid>& listings);

  live_feed& memory_;
  persistence::feed_stock& stock_;
  const domain::clock& clock_;
  const feed::settings settings_;
  std::function<void(const domain::entity_key&)> doubted_ = [](const domain::entity_key&) {};

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::unordered_set<domain::entity_key, domain::entity_key_hash> waiting_;
  std::unordered_set<domain::entity_key, domain::entity_key_hash> applying_;  // no longer waiting, not in the index yet
  std::uint64_t queued_ = 0;                                                  // rounds of things told
  std::uint64_t applied_ = 0;                                                 // up to which they are in the index

  std::mutex blocks_;  // no block is committed between reading and applying others
  std::string horizon_;
  std::unordered_map<domain::uuid, suspect, domain::uuid_hash> suspects_;
  std::atomic<bool> ready_{false};
  std::atomic<std::int64_t> swept_ms_{0};
};

}  // namespace homigo::modules
