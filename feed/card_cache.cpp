#include "feed/card_cache.hpp"

#include <algorithm>

namespace homigo::feed {
namespace {

using reading = std::shared_lock<fair_mutex>;
using writing = std::unique_lock<fair_mutex>;

// The record, its place in the table, what the allocator keeps for itself.
constexpr std::size_t bytes_beside_text = 64 + 8 + 16;

}  // namespace

std::size_t card_cache::bytes_of(const packed_card& card) { return bytes_beside_text + card.packed_size; }

void card_cache::learn(std::string sample) {
  auto better = std::make_shared<const card_packer>(std::move(sample));
  const writing lock{mutex_};
  for (slot s = 0; s < cards_.end(); ++s)
    if (cards_[s].text.bytes) erase(s);
  packer_ = std::move(better);
}

card_cache::held_cards card_cache::hold(std::span<const domain::uuid> ids) const { return {*this, ids}; }

card_cache::held_cards::held_cards(const card_cache& cache, std::span<const domain::uuid> ids)
    : lock_(cache.mutex_), cache_(cache) {
  // Each step asks memory for what the next one reads: a page's cards lie wherever they lie.
  for (const auto& id : ids) cache.ids_.prefetch(id);
  slots_.reserve(ids.size());
  for (const auto& id : ids) slots_.push_back(cache.ids_.find(id));
  std::size_t found = 0;
  for (const slot s : slots_) {
    if (s == no_slot) continue;
    ++found;
    __builtin_prefetch(cache.cards_[s].text.bytes.get());
  }
  cache.hits_.fetch_add(found, std::memory_order_relaxed);
  cache.misses_.fetch_add(slots_.size() - found, std::memory_order_relaxed);
}

void card_cache::held_cards::append(std::size_t i, std::string& out) const {
  const auto& card = cache_.cards_[slots_[i]];
  card.is_used.store(true, std::memory_order_relaxed);
  cache_.packer_->append(card.text, out);
}

bool card_cache::holds(const domain::uuid& id) const {
  const reading lock{mutex_};
  return ids_.find(id) != no_slot;
}

void card_cache::announce(std::span<const domain::uuid> ids) {
  const writing lock{mutex_};
  for (const auto& id : ids) ++announced_[id].readers;
}

bool card_cache::settle(const domain::uuid& id) {
  const auto found = announced_.find(id);
  if (found == announced_.end()) return false;
  const bool is_good = !found->second.is_spoilt;
  if (--found->second.readers == 0) announced_.erase(found);
  return is_good;
}

void card_cache::store(const domain::uuid& id, std::string_view json) {
  const auto packer = [this] {
    const reading lock{mutex_};
    return packer_;
  }();
  auto packed = packer->pack(json);
  const writing lock{mutex_};
  // Packed against a sample that has been replaced: never mind.
  if (!settle(id) || packer != packer_ || ids_.find(id) != no_slot) return;
  const slot s = cards_.take();
  cards_[s].id = id;
  cards_[s].text = std::move(packed);
  ids_.insert(id, s);
  bytes_ += bytes_of(cards_[s].text);
  shrink();
}

void card_cache::withdraw(std::span<const domain::uuid> ids) {
  const writing lock{mutex_};
  for (const auto& id : ids) settle(id);
}

void card_cache::spoil(const domain::uuid& id) {
  if (const auto found = announced_.find(id); found != announced_.end()) found->second.is_spoilt = true;
}

void card_cache::forget(std::span<const domain::uuid> ids) {
  const writing lock{mutex_};
  for (const auto& id : ids) {
    spoil(id);
    if (const slot s = ids_.find(id); s != no_slot) erase(s);
  }
}

void card_cache::add_likes(const domain::uuid& id, std::int32_t delta) {
  const writing lock{mutex_};
  spoil(id);
  if (const slot s = ids_.find(id); s != no_slot) cards_[s].text.likes = std::max(0, cards_[s].text.likes + delta);
}

void card_cache::erase(slot s) {
  bytes_ -= bytes_of(cards_[s].text);
  ids_.erase(cards_[s].id);
  cards_[s].id = {};
  cards_[s].text = {};
  cards_[s].is_used = false;
  cards_.give_back(s);
}

void card_cache::shrink() {
  while (bytes_ > capacity_ && cards_.size() > 1) {
    if (++hand_ >= cards_.end()) hand_ = 0;
    auto& card = cards_[hand_];
    if (card.text.bytes && !card.is_used.exchange(false)) erase(hand_);
  }
}

card_cache::figures card_cache::size() const {
  const reading lock{mutex_};
  return {cards_.size(), bytes_, hits_, misses_};
}

}  // namespace homigo::feed
