// A map of bounded size: beyond it, what was used longest ago goes first.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace homigo::domain {

/// Not thread-safe: to find is to write. Where readers share a lock, a clock does (feed/card_cache.hpp). Pointers and
/// references to values are good until their entry goes.
template <class Key, class Value, class Hash = std::hash<Key>>
class lru_map {
public:
  explicit lru_map(std::size_t capacity) : capacity_(std::max<std::size_t>(1, capacity)) {}
  lru_map(const lru_map&) = delete;
  lru_map& operator=(const lru_map&) = delete;

  /// Null when there is none. To find is to use.
  Value* find(const Key& key) {
    const auto known = entries_.find(key);
    if (known == entries_.end()) return nullptr;
    use(known->second);
    return &known->second.value;
  }

  bool contains(const Key& key) const { return entries_.contains(key); }

  Value& insert_or_assign(const Key& key, Value value) {
    if (auto* known = find(key)) return *known = std::move(value);
    if (entries_.size() >= capacity_) erase(entries_.find(*oldest_->key));
    const auto added = entries_.try_emplace(key, entry{std::move(value)}).first;
    added->second.key = &added->first;
    link(added->second);
    return added->second.value;
  }

  void erase(const Key& key) {
    if (const auto known = entries_.find(key); known != entries_.end()) erase(known);
  }

  /// `chosen` is asked with key and value, and may change the value.
  template <class Predicate>
  void erase_if(Predicate chosen) {
    for (auto at = entries_.begin(); at != entries_.end();)
      at = chosen(at->first, at->second.value) ? erase(at) : std::next(at);
  }

  std::size_t size() const { return entries_.size(); }

private:
  /// Linked in the order of their last use, where the map has put them: a hit reads no second node.
  struct entry {
    Value value;
    const Key* key = nullptr;
    entry* older = nullptr;
    entry* newer = nullptr;
  };
  using entries = std::unordered_map<Key, entry, Hash>;

  void use(entry& e) {
    if (&e == newest_) return;
    unlink(e);
    link(e);
  }

  void link(entry& e) {
    e.older = newest_;
    e.newer = nullptr;
    (newest_ ? newest_->newer : oldest_) = &e;
    newest_ = &e;
  }

  void unlink(entry& e) {
    (e.older ? e.older->newer : oldest_) = e.newer;
    (e.newer ? e.newer->older : newest_) = e.older;
  }

  typename entries::iterator erase(typename entries::iterator at) {
    unlink(at->second);
    return entries_.erase(at);
  }

  const std::size_t capacity_;
  entries entries_;
  entry* newest_ = nullptr;
  entry* oldest_ = nullptr;
};

}  // namespace homigo::domain
