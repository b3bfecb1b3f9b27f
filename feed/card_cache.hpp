// Postings as clients are shown them before a match: JSON made once, kept until something of it changes.
#pragma once

#include <atomic>
#include <shared_mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include "feed/card_text.hpp"
#include "feed/fair_mutex.hpp"
#include "feed/id_table.hpp"

namespace homigo::feed {

/// Thread-safe. Beyond its capacity it gives up cards that nobody has asked for lately.
class card_cache {
public:
  card_cache(std::size_t capacity_bytes, std::string sample)
      : capacity_(capacity_bytes), packer_(std::make_shared<card_packer>(std::move(sample))) {}

  /// A better sample for the cards to come; those held go.
  void learn(std::string sample);

  class held_cards;
  /// Those of `ids` that are held, for one page: writers wait while it lives.
  held_cards hold(std::span<const domain::uuid> ids) const;
  bool holds(const domain::uuid& id) const;

  /// Between announcing and storing, cards are read from the database; what changes meanwhile is not stored.
  void announce(std::span<const domain::uuid> ids);
  /// For each announced card: its JSON, or nothing when it does not exist.
  void store(const domain::uuid& id, std::string_view json);
  void withdraw(std::span<const domain::uuid> ids);

  void forget(std::span<const domain::uuid> ids);
  void add_likes(const domain::uuid& id, std::int32_t delta);

  /// Whether storing more would push others out.
  bool is_full() const { return bytes_.load(std::memory_order_relaxed) >= capacity_; }

  struct figures {
    std::size_t cards = 0;
    std::size_t memory_bytes = 0;
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
  };
  figures size() const;

private:
  struct kept_card {
    domain::uuid id{};
    packed_card text;
    mutable std::atomic<bool> is_used{false};
  };
  struct announcement {
    int readers = 0;
    bool is_spoilt = false;
  };

  bool settle(const domain::uuid& id);
  void spoil(const domain::uuid& id);
  void erase(slot s);
  void shrink();
  static std::size_t bytes_of(const packed_card& card);

  const std::size_t capacity_;
  std::shared_ptr<const card_packer> packer_;
  mutable fair_mutex mutex_;
  slot_store<kept_card> cards_;
  id_table<kept_card> ids_{cards_};
  std::unordered_map<domain::uuid, announcement, domain::uuid_hash> announced_;
  std::atomic<std::size_t> bytes_{0};
  slot hand_ = 0;  // of the clock that goes round over the cards
  mutable std::atomic<std::uint64_t> hits_{0};
  mutable std::atomic<std::uint64_t> misses_{0};
};

/// As they were when they were taken hold of. Its thread must not change the cache meanwhile.
class card_cache::held_cards {
public:
  held_cards(const card_cache& cache, std::span<const domain::uuid> ids);

  /// Whether the card of ids[i] is among them.
  bool has(std::size_t i) const { return slots_[i] != no_slot; }
  /// Appends its JSON. @pre has(i)
  void append(std::size_t i, std::string& out) const;

private:
  std::shared_lock<fair_mutex> lock_;
  const card_cache& cache_;
  std::vector<slot> slots_;
};

}  // namespace homigo::feed
