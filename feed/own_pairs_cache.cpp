#include "feed/own_pairs_cache.hpp"

namespace homigo::feed {
namespace {

constexpr std::size_t bytes_of_an_entry = 160;

bool says(const own_pairs& pairs, const domain::pair_side_view& pair) {
  const auto like = pairs.likes.of(pair.posting_id);
  return pairs.decided.contains(pair.posting_id) == pair.is_decided && like.has_value() == pair.like.has_value() &&
         (!like || (like->swipe_id == pair.like->swipe_id && like->action == pair.like->action));
}

}  // namespace

std::shared_ptr<const own_pairs> own_pairs_cache::find(const domain::uuid& posting) {
  const std::lock_guard lock{mutex_};
  const auto found = entries_.find(posting);
  if (found == entries_.end() || !found->second.pairs) return nullptr;
  return touch(found->second);
}

domain::result<std::shared_ptr<const own_pairs>> own_pairs_cache::get(const domain::uuid& posting, domain::instant now,
                                                                      load_function load) {
  if (auto held = find(posting)) return held;
  begin(posting);
  try {
    const auto loaded = load();
    if (loaded) return std::shared_ptr<const own_pairs>{finish(posting, *loaded, now)};
    abandon(posting);
    return loaded.error();
  } catch (...) {
    abandon(posting);
    throw;
  }
}

void own_pairs_cache::set(const domain::uuid& posting, const domain::pair_side_view& pair, domain::instant now) {
  const std::lock_guard lock{mutex_};
  const auto found = entries_.find(posting);
  if (found == entries_.end()) return;
  if (found->second.loaders > 0) found->second.late.push_back(pair);
  if (found->second.pairs) lay_over(*found->second.pairs, pair, now);
}

void own_pairs_cache::expect(const domain::uuid& posting, const domain::pair_side_view& pair) {
  const std::lock_guard lock{mutex_};
  const auto found = entries_.find(posting);
  if (found != entries_.end() && found->second.pairs && found->second.loaders == 0 && !says(*found->second.pairs, pair))
    drop(found);
}

std::size_t own_pairs_cache::size() const {
  const std::lock_guard lock{mutex_};
  return entries_.size();
}

std::size_t own_pairs_cache::memory_bytes() const {
  const std::lock_guard lock{mutex_};
  return bytes_;
}

std::shared_ptr<own_pairs> own_pairs_cache::touch(entry& e) {
  uses_.splice(uses_.begin(), uses_, e.use);
  bytes_ -= e.bytes;
  e.bytes = bytes_of_an_entry + e.pairs->decided.memory_bytes() + e.pairs->likes.memory_bytes();
  bytes_ += e.bytes;
  auto pairs = e.pairs;
  shrink();
  return pairs;
}

void own_pairs_cache::begin(const domain::uuid& posting) {
  const std::lock_guard lock{mutex_};
  const auto [at, is_new] = entries_.try_emplace(posting);
  if (is_new) at->second.use = uses_.insert(uses_.begin(), posting);
  ++at->second.loaders;
}

/// Of several loaders the first one counts: what it read and the news since are all there is.
std::shared_ptr<own_pairs> own_pairs_cache::finish(const domain::uuid& posting, const domain::posting_pairs& loaded,
                                                   domain::instant now) {
  const std::lock_guard lock{mutex_};
  auto& e = entries_.at(posting);
  if (!e.pairs) {
    e.pairs = std::make_shared<own_pairs>();
    e.pairs->decided.add(loaded.decided);
    e.pairs->likes.add(loaded.likes, numbers_, now);
    for (const auto& pair : e.late) lay_over(*e.pairs, pair, now);
  }
  if (--e.loaders == 0) e.late.clear();
  return touch(e);
}

void own_pairs_cache::abandon(const domain::uuid& posting) {
  const std::lock_guard lock{mutex_};
  const auto found = entries_.find(posting);
  if (--found->second.loaders > 0) return;
  found->second.late.clear();
  if (!found->second.pairs) drop(found);
}

void own_pairs_cache::lay_over(own_pairs& pairs, const domain::pair_side_view& pair, domain::instant now) {
  pairs.decided.set(pair.posting_id, pair.is_decided);
  pairs.likes.set(pair.posting_id, pair.like, numbers_, now);
}

void own_pairs_cache::drop(entries::iterator at) {
  bytes_ -= at->second.bytes;
  uses_.erase(at->second.use);
  entries_.erase(at);
}

void own_pairs_cache::shrink() {
  // Those under way keep their place: somebody will finish them.
  for (auto use = uses_.end(); bytes_ > capacity_ && use != uses_.begin();) {
    --use;
    const auto found = entries_.find(*use);
    if (found->second.loaders > 0) continue;
    const auto next = std::next(use);
    drop(found);
    use = next;
  }
}

}  // namespace homigo::feed
