#include "modules/feed/feed_follower.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <future>

#include "domain/kernel/threads/thread.hpp"
#include "domain/kernel/threads/work_deadline.hpp"

namespace homigo::modules {
namespace {

using domain::entity_kind;
using domain::uuid;

constexpr std::chrono::seconds patience{1};
/// Reading only: nothing is lost by giving it up.
constexpr std::chrono::milliseconds at_once{0};

}  // namespace

void feed_follower::pair_settled(const feed::pair_news& news) noexcept {
  using domain::pair_side;
  const auto now = clock_.now();
  memory_.pairs.set(news.requirement_id, domain::seen_by(pair_side::tenant, news.pair, news.listing_id), now);
  memory_.pairs.set(news.listing_id, domain::seen_by(pair_side::host, news.pair, news.requirement_id), now);
  if (news.likes_delta == 0) return;
  if (news.liked_by == domain::pair_side::tenant)
    memory_.listing_cards.add_likes(news.listing_id, news.likes_delta);
  else
    memory_.requirement_cards.add_likes(news.requirement_id, news.likes_delta);
}

void feed_follower::posting_changed(const domain::entity_key& key, const uuid& owner) noexcept {
  memory_.own.forget(owner);
  rows_changed(key);
}

void feed_follower::rows_changed(const domain::entity_key& key) noexcept {
  {
    const std::lock_guard lock{mutex_};
    waiting_.insert(key);
    ++queued_;
  }
  changed_.notify_all();
}

void feed_follower::told(const uuid& listing_id, std::int64_t version) noexcept {
  memory_.told.tell(listing_id, version);
}

void feed_follower::blocked(const uuid& blocker, const uuid& blocked) {
  const std::lock_guard lock{blocks_};
  memory_.index.block(blocker, blocked);
}

void feed_follower::unblocked(const uuid& blocker, const uuid& blocked) {
  const std::lock_guard lock{blocks_};
  memory_.index.unblock(blocker, blocked);
}

bool feed_follower::is_behind() const {
  const std::lock_guard lock{mutex_};
  return !waiting_.empty() || !applying_.empty();
}

bool feed_follower::is_behind(entity_kind kind, const std::optional<uuid>& posting) const {
  const std::lock_guard lock{mutex_};
  const auto is_among = [&](const auto& keys) {
    if (posting) return keys.contains({kind, *posting});
    return std::ranges::any_of(keys, [&](const auto& key) { return key.kind == kind; });
  };
  return is_among(waiting_) || is_among(applying_);
}

void feed_follower::catch_up() {
  std::unique_lock lock{mutex_};
  const auto wanted = queued_;
  changed_.wait_for(lock, patience, [&] { return applied_ >= wanted; });
}

feed::feed_figures feed_follower::figures() const {
  const auto size = memory_.index.size();
  const auto listing_cards = memory_.listing_cards.size(), requirement_cards = memory_.requirement_cards.size();
  const auto count = [](auto n) { return static_cast<std::int64_t>(n); };
  feed::feed_figures f;
  f.ready = is_ready();
  f.listings = count(size.listings), f.requirements = count(size.requirements);
  f.index_bytes = count(size.memory_bytes);
  f.exclusion_sets = count(memory_.pairs.size()), f.exclusion_bytes = count(memory_.pairs.memory_bytes());
  f.cards = count(listing_cards.cards + requirement_cards.cards);
  f.card_bytes = count(listing_cards.memory_bytes + requirement_cards.memory_bytes);
  f.card_hits = count(listing_cards.hits + requirement_cards.hits);
  f.card_misses = count(listing_cards.misses + requirement_cards.misses);
  if (f.ready) f.sweep_lag_s = static_cast<double>(clock_.now().time_since_epoch().count() - swept_ms_.load()) / 1000;
  return f;
}

void feed_follower::load(const std::stop_token& stop) {
  const domain::work_deadline limit{stop, at_once};
  // That of the first try, if this is another one.
  if (horizon_.empty()) horizon_ = stock_.horizon();
  load_postings(stop);
  memory_.index.seal();
  {
    const std::lock_guard lock{blocks_};
    for (const auto& each : stock_.load_blocks()) memory_.index.block(each.blocker_id, each.blocked_id);
  }
  note_swept();
  ready_.store(true, std::memory_order_release);
}

/// Listings and requirements come over connections of their own at the same time.
void feed_follower::load_postings(const std::stop_token& stop) {
  const auto take = [this](auto facts) {
    domain::work_deadline::expect_time_left();
    memory_.index.put(facts);
  };
  std::packaged_task<void(const std::stop_token&)> requirements{[&](const std::stop_token& given_up) {
    const domain::work_deadline limit{given_up, at_once};
    stock_.load_requirements(take);
  }};
  auto loaded = requirements.get_future();
  auto beside = domain::start_thread("feed load", [&](const std::stop_token& given_up) { requirements(given_up); });
  const std::stop_callback both{stop, [&] { beside.request_stop(); }};
  stock_.load_listings(take);
  loaded.get();
}

void feed_follower::note_swept() { swept_ms_ = clock_.now().time_since_epoch().count(); }

bool feed_follower::load_when_possible(const std::stop_token& stop) {
  const auto start = std::chrono::steady_clock::now();
  try {
    load(stop);
  } catch (const std::exception& e) {
    if (!stop.stop_requested()) spdlog::warn("the feed index cannot be loaded yet: {}", e.what());
    return false;
  }
  const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const auto size = memory_.index.size();
  spdlog::info("feed index: {} listings, {} requirements, {} MB, in {:.1f} s", size.listings, size.requirements,
               size.memory_bytes / 1'000'000, took);
  return true;
}

void feed_follower::run(const std::stop_token& stop) {
  const domain::work_deadline limit{stop, at_once};
  while (!stop.stop_requested() && !load_when_possible(stop)) rest(stop);
  follow(stop);
}

void feed_follower::rest(const std::stop_token& stop) {
  std::unique_lock lock{mutex_};
  changed_.wait_for(lock, stop, patience, [] { return false; });
}

/// Told things at once, a sweep each time its pace is over. A failure costs a round: nothing is taken off before it is
/// applied.
void feed_follower::follow(const std::stop_token& stop) {
  const std::chrono::milliseconds pace{settings_.sweep_ms};
  auto due = std::chrono::steady_clock::now() + pace;
  for (;;) {
    {
      std::unique_lock lock{mutex_};
      changed_.wait_until(lock, stop, due, [this] { return !waiting_.empty(); });
    }
    if (stop.stop_requested()) return;
    try {
      apply_told();
      if (std::chrono::steady_clock::now() < due) continue;
      due = std::chrono::steady_clock::now() + pace;
      sweep();
    } catch (const std::exception& e) {
      if (!stop.stop_requested()) spdlog::warn("the feed index is behind: {}", e.what());
      rest(stop);
    }
  }
}

void feed_follower::apply_told() {
  std::uint64_t upto = 0;
  {
    const std::lock_guard lock{mutex_};
    applying_.swap(waiting_);
    upto = queued_;
  }
  if (applying_.empty()) return;
  changed_keys changed;
  for (const auto& key : applying_)
    (key.kind == entity_kind::listing       ? changed.listings
     : key.kind == entity_kind::requirement ? changed.requirements
                                            : changed.people)
        .push_back(key.id);
  try {
    reread(changed);
  } catch (...) {
    const std::lock_guard lock{mutex_};
    waiting_.merge(applying_);
    applying_.clear();
    throw;
  }
  {
    const std::lock_guard lock{mutex_};
    applied_ = upto;
    applying_.clear();
  }
  changed_.notify_all();
}

/// A commit may be seen in the database before its listing has told of it: such a one gets a second look in the next
/// sweep. Who never told anything is not waited for.
bool feed_follower::gets_second_look(const persistence::feed_change& change) {
  if (!memory_.told.knows(change.key.id)) return false;
  suspects_[change.key.id] = {change.version, change.commits};
  return true;
}

feed_follower::changed_keys feed_follower::sorted_out(const std::vector<persistence::feed_change>& changes) {
  changed_keys out;
  std::erase_if(suspects_, [this](const auto& each) {
    return memory_.told.covers(each.first, each.second.version, each.second.commits);
  });
  for (const auto& [listing, seen] : suspects_) out.doubtful.push_back(listing);
  const auto looked_at_twice = suspects_;
  for (const auto& change : changes) {
    const auto& id = change.key.id;
    if (change.key.kind == entity_kind::requirement) out.requirements.push_back(id);
    if (change.key.kind == entity_kind::user) out.people.push_back(id);
    if (change.key.kind != entity_kind::listing || looked_at_twice.contains(id) ||
        memory_.told.covers(id, change.version, change.commits) || gets_second_look(change))
      continue;
    out.doubtful.push_back(id);
  }
  out.listings = out.doubtful;
  return out;
}

void feed_follower::sweep() {
  auto found = stock_.changes_since(horizon_);
  const auto changed = sorted_out(found.changes);
  reread(changed);
  for (const auto& listing : changed.doubtful) suspects_.erase(listing);
  horizon_ = std::move(found.horizon);
  memory_.told.forget_old();
  note_swept();
}

}  // namespace homigo::modules
