// A map of bounded size: beyond it, what was used longest ago goes first.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <list>
#include <unordered_map>
#include <utility>

namespace homigo::domain {

/// Not thread-safe: to find is to write. Where readers share a lock, a clock does (feed/card_cache.hpp). Pointers and
/// references to values are good until their entry goes.
template <class Key, class Value, class Hash = std::hash<Key>>
class lru_map {
public:
  explicit lru_map(std::size_t capacity) : capacity_(std::max<std::size_t>(1, capacity)) {}

  /// Null when there is none. To find is to use.
  Value* find(const Key& key) {
    const auto known = by_key_.find(key);
    if (known == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, known->second);
    return &known->second->second;
  }

  bool contains(const Key& key) const { return by_key_.contains(key); }

  Value& insert_or_assign(const Key& key, Value value) {
    if (auto* known = find(key)) return *known = std::move(value);
    if (entries_.size() >= capacity_) {
      by_key_.erase(entries_.back().first);
      entries_.pop_back();
    }
    entries_.emplace_front(key, std::move(value));
    by_key_.emplace(key, entries_.begin());
    return entries_.front().second;
  }

  void erase(const Key& key) {
    const auto known = by_key_.find(key);
    if (known == by_key_.end()) return;
    entries_.erase(known->second);
    by_key_.erase(known);
  }

  /// `chosen` is asked with key and value, those used last first, and may change the value.
  template <class Predicate>
  void erase_if(Predicate chosen) {
    for (auto at = entries_.begin(); at != entries_.end();) {
      if (!chosen(std::as_const(at->first), at->second)) {
        ++at;
        continue;
      }
      by_key_.erase(at->first);
      at = entries_.erase(at);
    }
  }

  std::size_t size() const { return entries_.size(); }

private:
  using entries = std::list<std::pair<const Key, Value>>;

  const std::size_t capacity_;
  entries entries_;  // used last in front
  std::unordered_map<Key, typename entries::iterator, Hash> by_key_;
};

}  // namespace homigo::domain
