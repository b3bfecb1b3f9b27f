#include "actors/runtime/commit_lane.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "actors/runtime/commit_batch_builder.hpp"
#include "actors/runtime/committed_data.hpp"
#include "actors/runtime/device.hpp"

namespace homigo::actors {
namespace {

using persistence::commit_outcome;
using clock = std::chrono::steady_clock;

/// A group whose row somebody else holds is given up before its callers' patience (5 s) ends: they learn that nothing
/// was written. The lane spends at most a tenth of its time on such groups.
constexpr std::chrono::seconds longest_locked{3};
constexpr std::chrono::milliseconds locked_pause{50};
constexpr int locked_share = 10;

using lane_pointer = commit_lane_actor::stateful_pointer<commit_lane_state>;

/// The lane's means, beside its state.
struct lane {
  lane_pointer self;
  std::size_t index;
  const entity_context& context;
  shard_map& shards;

  lane_counters& counters() const { return context.stats.lane(index); }

  void start_next() const {
    auto& s = state_of(self);
    if (!s.under_way.empty()) return;
    do {
      take_next();
      if (s.under_way.empty()) return;
      turn_away_lost_ones();
    } while (s.under_way.empty());
    submit();
  }

  void take_next() const {
    auto& s = state_of(self);
    if (!s.halves.empty()) {
      s.under_way = std::move(s.halves.front());
      s.halves.pop_front();
    } else if (!s.locked.empty() && clock::now() >= s.locked_due) {
      s.under_way.push_back(std::move(s.locked.front()));
      s.locked.pop_front();
    } else {
      take_waiting();
    }
  }

  /// Their shard is not ours, as far as we know: to be decided again, or refused, by who knows more.
  void turn_away_lost_ones() const {
    auto& chosen = state_of(self).under_way;
    const auto is_ours = [&](const group_request& g) { return shards.epoch(domain::shard_of(g.key)) != 0; };
    const auto lost = std::ranges::stable_partition(chosen, is_ours);
    for (const auto& g : lost) send_to(g.requester, group_outcome{group_outcome::status::stale, {}, {}});
    chosen.erase(lost.begin(), lost.end());
  }

  /// The oldest group, and with it others of its way: batches of one common kind take fewer statements.
  void take_waiting() const {
    auto& s = state_of(self);
    const auto limit = static_cast<std::size_t>(context.settings.batch_groups);
    std::deque<group_request> others;
    const auto way = s.waiting.empty() ? domain::commit_way::any : domain::way_of(s.waiting.front().items);
    while (!s.waiting.empty() && s.under_way.size() < limit) {
      auto& next = s.waiting.front();
      if (domain::way_of(next.items) == way)
        s.under_way.push_back(std::move(next));
      else
        others.push_back(std::move(next));
      s.waiting.pop_front();
    }
    s.waiting.insert(s.waiting.begin(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
    counters().waiting.Set(static_cast<double>(s.waiting.size()));
  }

  void submit() const {
    auto& s = state_of(self);
    s.started = std::chrono::steady_clock::now();
    s.submitted_at = s.now;
    ++s.number;
    counters().batches.Increment();
    const auto groups = static_cast<double>(s.under_way.size());
    counters().groups.Increment(groups);
    counters().batch_size.Observe(groups);
    if (s.under_way.size() > counters().largest_batch.load(std::memory_order_relaxed))
      counters().largest_batch.store(s.under_way.size(), std::memory_order_relaxed);
    auto batch = build_batch(s.under_way, shards);
    s.claims = batch.shards;
    context.store.commit(index, std::move(batch),
                         [number = s.number, handle = caf::actor_cast<caf::actor>(self)](commit_outcome o) {
                           send_to(handle, batch_done{number, std::move(o)});
                         });
  }

  void on_tick(const tick& t) const {
    auto& s = state_of(self);
    if (s.now == decltype(s.now){}) s.submitted_at = t.now;  // submitted before the first tick
    s.now = t.now;
    give_up_locked();
    if (s.under_way.empty() || t.now - s.submitted_at < std::chrono::seconds{context.settings.store_patience_s}) return;
    spdlog::error("the store never finished a batch of {} groups", s.under_way.size());
    finish({s.number, {commit_outcome::status::unknown, {}, "no answer"}});
  }

  void finish(batch_done done) const {
    if (done.batch != state_of(self).number || state_of(self).under_way.empty()) return;
    auto& outcome = done.outcome;
    const auto took = clock::now() - state_of(self).started;
    counters().commit.record(took);
    auto groups = std::exchange(state_of(self).under_way, {});
    switch (outcome.what) {
      case commit_outcome::status::committed:
        if (groups.front().locked_since != clock::time_point{})
          state_of(self).locked_due = {};  // others may be free too
        committed(groups, std::move(outcome.report));
        break;
      case commit_outcome::status::fenced:
        fenced(groups);
        break;
      case commit_outcome::status::rejected:
        rejected(std::move(groups), outcome.cause);
        break;
      case commit_outcome::status::locked:
        locked(std::move(groups), took);
        break;
      case commit_outcome::status::rolled_back:
        log_failure("was rolled back", groups.size(), outcome.cause);
        tell_all(groups, group_outcome::status::retry);
        break;
      case commit_outcome::status::unknown:
        counters().unknown.Increment();
        log_failure("has an unknown outcome", groups.size(), outcome.cause);
        tell_all(groups, group_outcome::status::unknown);
        break;
    }
    start_next();
  }

  void committed(const commit_lane_state::batch& groups, domain::commit_report report) const {
    counters().stale.Increment(static_cast<double>(report.stale.size()));
    const auto events = std::move(report.events);
    auto outcomes = split_report(std::move(report), groups.size());
    count(activity_of(groups, outcomes));
    notify(events, {groups, outcomes});
    for (std::size_t g = 0; g < groups.size(); ++g) send_to(groups[g].requester, std::move(outcomes[g]));
  }

  void count(const batch_activity& done) const {
    auto& all = context.stats.activity();
    all.swipes.Increment(static_cast<double>(done.swipes));
    all.matches.Increment(static_cast<double>(done.matches));
    all.messages.Increment(static_cast<double>(done.messages));
  }

  /// To each person's devices, if there are any. `events` are in the order of their numbers.
  void notify(const std::vector<domain::user_event>& events, const committed_data& known) const {
    for (const auto& e : events) context.region.devices().tell(e.user_id, {e.seq, e.event, known.of(e)});
  }

  void fenced(const commit_lane_state::batch& groups) const {
    counters().fenced.Increment();
    shards.fenced(state_of(self).claims);
    tell_all(groups, group_outcome::status::stale);
  }

  void rejected(commit_lane_state::batch groups, const std::string& cause) const {
    if (groups.size() == 1) {
      spdlog::error(
          "the database rejects a group of {} {} ('./homigo check' tells whether rows contradict each other): {}",
          domain::wire_name(groups[0].key.kind), domain::to_string(groups[0].key.id), cause);
      return tell_all(groups, group_outcome::status::rejected);
    }
    halve(std::move(groups));
  }

  void halve(commit_lane_state::batch groups) const {
    counters().bisects.Increment();
    const auto middle = groups.begin() + static_cast<std::ptrdiff_t>(groups.size() / 2);
    state_of(self).halves.emplace_back(std::move_iterator{groups.begin()}, std::move_iterator{middle});
    state_of(self).halves.emplace_back(std::move_iterator{middle}, std::move_iterator{groups.end()});
  }

  /// The group that wants the row steps aside, and is tried again now and then; all others go on.
  void locked(commit_lane_state::batch groups, clock::duration took) const {
    if (groups.size() > 1) return halve(std::move(groups));
    auto& s = state_of(self);
    auto& group = groups.front();
    if (group.locked_since == clock::time_point{}) {
      group.locked_since = clock::now();
      spdlog::warn("another session of the database locks a row that {} {} needs; only its commands wait",
                   domain::wire_name(group.key.kind), domain::to_string(group.key.id));
    }
    s.locked.push_back(std::move(group));
    const auto pause = std::max<clock::duration>(locked_pause, locked_share * took);
    s.locked_due = clock::now() + pause;
    send_self_later(self, pause, retry_locked{});
    give_up_locked();
  }

  void give_up_locked() const {
    auto& waiting = state_of(self).locked;
    const auto known = clock::now() - longest_locked;
    while (!waiting.empty() && waiting.front().locked_since <= known) {
      log_failure("was given up", 1, "another session of the database keeps a row locked");
      tell_all({std::move(waiting.front())}, group_outcome::status::retry);
      waiting.pop_front();
    }
  }

  /// At most one line a second: while the database is away, every batch ends so.
  void log_failure(const char* what, std::size_t groups, const std::string& cause) const {
    auto& s = state_of(self);
    if (clock::now() - s.failure_told < std::chrono::seconds{1}) {
      ++s.failures_untold;
      return;
    }
    const auto untold = std::exchange(s.failures_untold, 0);
    s.failure_told = clock::now();
    spdlog::warn("a commit of {} groups {}: {}{}", groups, what, cause,
                 untold == 0 ? "" : " (and " + std::to_string(untold) + " more before it)");
  }

  void tell_all(const commit_lane_state::batch& groups, group_outcome::status what) const {
    for (const auto& g : groups) send_to(g.requester, group_outcome{what, {}, {}});
  }
};

}  // namespace

commit_lane_actor::behavior_type commit_lane(lane_pointer self, std::size_t index, const entity_context* context,
                                             shard_map* shards) {
  const lane l{self, index, *context, *shards};
  return {
      [=](group_request& request) {
        state_of(self).waiting.push_back(std::move(request));
        l.start_next();
      },
      [=](batch_done& done) { l.finish(std::move(done)); },
      [=](const tick& t) { l.on_tick(t); },
      [=](const retry_locked&) { l.start_next(); },
  };
}

}  // namespace homigo::actors
