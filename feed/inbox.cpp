#include "feed/inbox.hpp"

#include <algorithm>

namespace homigo::feed {
namespace {

using domain::uuid;
using domain::waiting_like;

/// Longer than a commit can be under way between its decision and the memory that hears of it.
constexpr std::chrono::minutes under_way_at_most{1};

std::int64_t microseconds(domain::instant at) { return at.time_since_epoch().count() * 1000; }

template <class Entry>
waiting_like like_of(const Entry& entry) {
  const auto& [place, waiting] = entry;
  return {waiting.posting_id, place.swipe_id,
          place.is_super_like ? domain::swipe_action::super_like : domain::swipe_action::like, place.at};
}

}  // namespace

std::int64_t arrival_numbers::next(domain::instant now) {
  auto last = last_.load();
  std::int64_t number = 0;
  do number = std::max(last + 1, microseconds(now));
  while (!last_.compare_exchange_weak(last, number));
  return number;
}

std::int64_t arrival_numbers::of(domain::instant then) {
  const auto number = microseconds(then);
  auto last = last_.load();
  while (last < number && !last_.compare_exchange_weak(last, number)) {
  }
  return number;
}

inbox_place place_of(const waiting_like& like) {
  return {like.action == domain::swipe_action::super_like, like.at, like.swipe_id};
}

void inbox::add(std::span<const waiting_like> likes, arrival_numbers& numbers, domain::instant now) {
  const std::lock_guard lock{mutex_};
  by_posting_.reserve(likes.size());
  for (const auto& like : likes) put(like, like.at + under_way_at_most < now ? numbers.of(like.at) : numbers.next(now));
}

void inbox::set(const uuid& posting, const std::optional<waiting_like>& like, arrival_numbers& numbers,
                domain::instant now) {
  const std::lock_guard lock{mutex_};
  const auto held = by_posting_.find(posting);
  if (like && held != by_posting_.end() && held->second == place_of(*like)) return;
  take(posting);
  // Numbered under the lock: who reads the last number first and the likes then misses none in between.
  if (like) put(*like, numbers.next(now));
}

std::vector<waiting_like> inbox::page(const std::optional<inbox_place>& after, std::size_t count) const {
  const std::lock_guard lock{mutex_};
  std::vector<waiting_like> out;
  out.reserve(std::min(count, in_order_.size()));
  for (auto at = after ? in_order_.upper_bound(*after) : in_order_.begin(); at != in_order_.end() && out.size() < count;
       ++at)
    out.push_back(like_of(*at));
  return out;
}

std::vector<waiting_like> inbox::arrived_after(std::int64_t number, const uuid& below) const {
  std::vector<waiting_like> out;
  {
    const std::lock_guard lock{mutex_};
    for (const auto& entry : in_order_)
      if (entry.second.number > number && entry.first.swipe_id < below) out.push_back(like_of(entry));
  }
  std::ranges::sort(out, std::greater<>{}, &waiting_like::swipe_id);
  return out;
}

std::optional<waiting_like> inbox::of(const uuid& posting) const {
  const std::lock_guard lock{mutex_};
  const auto held = by_posting_.find(posting);
  if (held == by_posting_.end()) return std::nullopt;
  return like_of(*in_order_.find(held->second));
}

std::size_t inbox::size() const {
  const std::lock_guard lock{mutex_};
  return in_order_.size();
}

std::size_t inbox::memory_bytes() const {
  constexpr std::size_t links_of_a_node = 48;
  const std::lock_guard lock{mutex_};
  return in_order_.size() * (sizeof(decltype(in_order_)::value_type) + links_of_a_node) +
         by_posting_.bucket_count() * (sizeof(decltype(by_posting_)::value_type) + 1);
}

void inbox::put(const waiting_like& like, std::int64_t number) {
  take(like.posting_id);
  const auto place = place_of(like);
  in_order_.insert_or_assign(place, waiting{like.posting_id, number});
  by_posting_.insert_or_assign(like.posting_id, place);
}

void inbox::take(const uuid& posting) {
  const auto held = by_posting_.find(posting);
  if (held == by_posting_.end()) return;
  in_order_.erase(held->second);
  by_posting_.erase(held);
}

}  // namespace homigo::feed
