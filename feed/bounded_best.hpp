// The best k of what is offered, in the order of the feed.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "domain/feed/feed_rule.hpp"

namespace homigo::feed {

/// A heap with the worst kept on top. `Item` has a member `key`.
template <class Item>
class bounded_best {
public:
  /// Only keys after `after` are admitted.
  bounded_best(std::size_t limit, const std::optional<domain::feed_key>& after) : limit_(limit), after_(after) {
    items_.reserve(limit);
  }

  bool is_full() const { return items_.size() >= limit_; }
  /// @pre is_full() and the limit is not 0
  const domain::feed_key& worst() const { return items_.front().key; }

  bool admits(const domain::feed_key& key) const {
    if (limit_ == 0 || (after_ && !domain::shown_before(*after_, key))) return false;
    return !is_full() || domain::shown_before(key, worst());
  }
  /// @pre admits(item.key)
  void add(Item item) {
    if (is_full()) {
      std::pop_heap(items_.begin(), items_.end(), before);
      items_.back() = std::move(item);
    } else {
      items_.push_back(std::move(item));
    }
    std::push_heap(items_.begin(), items_.end(), before);
  }

  /// Best first; empty afterwards.
  std::vector<Item> take() {
    std::sort_heap(items_.begin(), items_.end(), before);
    return std::move(items_);
  }

private:
  static bool before(const Item& a, const Item& b) { return domain::shown_before(a.key, b.key); }

  std::size_t limit_;
  std::optional<domain::feed_key> after_;
  std::vector<Item> items_;
};

}  // namespace homigo::feed
