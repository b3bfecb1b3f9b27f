// Postings as clients are shown them before a match: JSON made once, kept until something of it changes.
#pragma once

#include <atomic>
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

  /// Appends the card's JSON; false when it is not held.
  bool append(const domain::uuid& id, std::string& out) const;
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
  struct held_card {
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
  slot_store<held_card> cards_;
  id_table<held_card> ids_{cards_};
  std::unordered_map<domain::uuid, announcement, domain::uuid_hash> announced_;
  std::atomic<std::size_t> bytes_{0};
  slot hand_ = 0;  // of the clock that goes round over the cards
  mutable std::atomic<std::uint64_t> hits_{0};
  mutable std::atomic<std::uint64_t> misses_{0};
};

}  // namespace homigo::feed
