#include "actors/runtime/shard_supervisor.hpp"

#include <spdlog/spdlog.h>
#include <algorithm>

namespace homigo::actors {
namespace {

using domain::entity_key;
using domain::errc;
using supervised = shard_supervisor_state;
using std::chrono::minutes;
using std::chrono::seconds;

/// Enough of an identifier to tell strangers from the few people of an entity: a mistake only keeps it in memory
/// longer.
std::uint16_t end_of(const domain::uuid& id) { return static_cast<std::uint16_t>(id.data[14] << 8 | id.data[15]); }

/// The supervisor's means, beside its state. Copied into its handlers.
struct supervision {
  caf::stateful_actor<shard_supervisor_state>* self;
  std::uint16_t shard;
  const entity_context& context;
  const shard_map& shards;

  supervised& s() const { return state_of(self); }
  kind_counters& counters(const entity_key& key) const { return context.stats.of(key.kind); }
  void refuse(const envelope& message, errc code) const {
    answer_failure(context.replies, message.from.from, domain::refusal(code));
  }

  // --- Messages to entities ------------------------------------------------------------------------------------------

  void route(envelope message) const {
    const auto found = s().children.find(message.key);
    if (found == s().children.end()) return wake(std::move(message));
    auto& child = found->second;
    if (is_use(child, message)) touch(child);
    if (child.now == supervised::phase::live) return forward(child, std::move(message));
    if (child.kept.size() >= static_cast<std::size_t>(context.settings.activation_buffer)) return turn_off(message);
    child.kept.push_back(std::move(message));
  }

  /// What nobody repeats is in the rows already: they are read after it instead.
  void turn_off(const envelope& message) const {
    if (message.only_if_live) return reread(message.key);
    refuse(message, errc::overloaded);
  }

  /// Strangers get their refusal, but do not keep the entity in memory.
  bool is_use(const supervised::child& child, const envelope& message) const {
    if (child.people[0] == 0) return true;
    const auto person = context.kinds.person_needed(message.content);
    return !person || std::ranges::count(child.people, end_of(*person)) > 0;
  }

  static void forward(const supervised::child& child, envelope message) {
    hand_over(child.actor, std::move(message.content));
  }

  void touch(supervised::child& child) const {
    child.used = s().now;
    s().by_use.splice(s().by_use.end(), s().by_use, s().by_use.iterator_to(child));
  }

  void wake(envelope message) const {
    if (message.only_if_live) return;
    if (s().draining || shards.epoch(shard) == 0) return refuse(message, errc::draining);
    if (kept_away(message.key)) return refuse(message, errc::quarantined);
    const auto key = message.key;
    auto& child = add(key);
    child.kept.push_back(std::move(message));
    load(key);
  }

  supervised::child& add(const entity_key& key) const {
    auto& child = s().children[key];
    child.used = s().now;
    s().by_use.push_back(child);
    return child;
  }

  void load(const entity_key& key) const {
    if (key.kind == domain::entity_kind::user) {
      persistence::stored_entity session;
      session.key = key;
      return activate(std::move(session));
    }
    const auto number = ++s().last_load;
    s().loads.emplace(number, supervised::pending_load{key, s().now});
    context.store.load(
        key, [key, number, me = caf::actor_cast<caf::actor>(self)](std::optional<persistence::stored_entity> entity) {
          send_to(me, entity_loaded{key, std::move(entity), number});
        });
  }

  void loaded(entity_loaded message) const {
    if (s().loads.erase(message.load) == 0) return;
    if (!message.entity) return give_up(message.key);
    turn_away(*message.entity);
    const auto found = s().children.find(message.key);
    if (found->second.kept.empty()) return remove(found);
    activate(std::move(*message.entity));
  }

  /// Whoever may not wake the entity hears what it would say, and if nobody else waits there is no activation.
  void turn_away(const persistence::stored_entity& stored) const {
    auto& kept = s().children.find(stored.key)->second.kept;
    const auto strangers = std::ranges::stable_partition(
        kept, [&](const envelope& m) { return context.kinds.may_wake(stored, m.content); });
    for (const auto& message : strangers) refuse(message, errc::not_found);
    kept.erase(strangers.begin(), strangers.end());
  }

  void give_up(const entity_key& key) const {
    const auto found = s().children.find(key);
    for (const auto& kept : found->second.kept) refuse(kept, errc::database_unavailable);
    remove(found);
  }

  void give_up_late_loads() const {
    const auto patience = seconds{context.settings.store_patience_s};
    while (!s().loads.empty() && s().now - s().loads.begin()->second.since >= patience) {
      const auto key = s().loads.begin()->second.key;
      s().loads.erase(s().loads.begin());
      spdlog::error("the store never answered for {} {}", domain::wire_name(key.kind), domain::to_string(key.id));
      give_up(key);
    }
  }

  void activate(persistence::stored_entity stored) const {
    const auto key = stored.key;
    const auto found = s().children.find(key);
    if (found == s().children.end()) return;
    auto& child = found->second;
    std::ranges::transform(context.kinds.people_of(stored), child.people.begin(), end_of);
    child.actor = context.kinds.spawn(*self, context, std::move(stored));
    child.now = supervised::phase::live;
    // In the place of CAF's monitor, whose message says only which actor it was.
    on_end(child.actor, [me = caf::actor_cast<caf::actor>(self), key, activation = child.actor.id()](std::string why) {
      send_to(me, entity_ended{key, activation, std::move(why)});
    });
    counters(key).activations.Increment();
    counters(key).live.Increment();
    for (auto& kept : std::exchange(child.kept, {})) forward(child, std::move(kept));
    if (s().draining) stop(child);
  }

  // --- The end of an activation --------------------------------------------------------------------------------------

  void remove(decltype(supervised::children)::iterator found) const {
    s().by_use.erase(s().by_use.iterator_to(found->second));
    s().children.erase(found);
    tell_when_drained();
  }

  void ended(const entity_ended& end) const {
    counters(end.key).live.Decrement();
    if (!end.failure.empty()) failed(end.key, end.failure);
    const auto found = s().children.find(end.key);
    if (found == s().children.end() || !found->second.actor || found->second.actor.id() != end.activation) return;
    auto kept = std::move(found->second.kept);
    if (found->second.now == supervised::phase::stopping) counters(end.key).passivations.Increment();
    remove(found);
    for (auto& message : kept) route(std::move(message));
  }

  /// A stale activation's undecided commands go to the next one, before those that came since. What was on its way to
  /// it comes back before it sees our `passivate`.
  void reload(reload_me message) const {
    const auto found = s().children.find(message.key);
    if (found == s().children.end()) return;
    auto& child = found->second;
    child.now = supervised::phase::reloading;
    child.kept.insert(child.kept.begin(), std::make_move_iterator(message.undecided.begin()),
                      std::make_move_iterator(message.undecided.end()));
    if (message.failure.empty())
      counters(message.key).restarts.Increment();
    else
      failed(message.key, message.failure);
    send_to(child.actor, passivate{});
  }

  void resume(const entity_key& key) const {
    const auto found = s().children.find(key);
    if (found == s().children.end()) return;
    auto& child = found->second;
    if (s().draining) return end_in_order(child.actor);
    child.now = supervised::phase::live;
    touch(child);
    for (auto& kept : std::exchange(child.kept, {})) forward(child, std::move(kept));
  }

  void failed(const entity_key& key, const std::string& why) const {
    counters(key).restarts.Increment();
    spdlog::error("{} {} failed: {}", domain::wire_name(key.kind), domain::to_string(key.id), why);
    auto& f = s().failing[key];
    f.recent.push_back(s().now);
    while (s().now - f.recent.front() > minutes{1}) f.recent.pop_front();
    if (f.recent.size() < static_cast<std::size_t>(context.settings.quarantine_failures)) return;
    f.last_pause = std::clamp(f.last_pause * 2, seconds{context.settings.quarantine_s}, seconds{300});
    f.kept_away_until = s().now + f.last_pause;
    f.recent.clear();
    counters(key).quarantined.Increment();
  }

  bool kept_away(const entity_key& key) const {
    const auto found = s().failing.find(key);
    return found != s().failing.end() && s().now < found->second.kept_away_until;
  }

  // --- Memory --------------------------------------------------------------------------------------------------------

  void on_tick(tick t) const {
    release_quarantine(t.now);
    s().now = t.now;
    give_up_late_loads();
    const auto idle = seconds{context.settings.idle_s};
    auto surplus = static_cast<std::ptrdiff_t>(s().children.size()) - context.settings.live_per_shard;
    for (auto& child : s().by_use) {
      if (surplus <= 0 && t.now - child.used < idle) break;
      if (child.now == supervised::phase::live) stop(child);
      --surplus;
    }
  }

  void release_quarantine(supervised::time_point now) const {
    std::erase_if(s().failing, [&](const auto& entry) {
      const auto& [key, f] = entry;
      const bool was_away = s().now < f.kept_away_until;
      if (was_away && now >= f.kept_away_until) counters(key).quarantined.Decrement();
      return now - f.kept_away_until > minutes{10} && (f.recent.empty() || now - f.recent.back() > minutes{1});
    });
  }

  void stop(supervised::child& child) const {
    child.now = supervised::phase::stopping;
    send_to(child.actor, passivate{});
  }

  /// The activation ends, the next message starts one on the new rows.
  void reread(const entity_key& key) const {
    const auto found = s().children.find(key);
    if (found == s().children.end()) return;
    if (found->second.now == supervised::phase::live) stop(found->second);
    if (found->second.now != supervised::phase::loading) return;
    // The store may have read already: that answer no longer counts.
    std::erase_if(s().loads, [&](const auto& pending) { return pending.second.key == key; });
    load(key);
  }

  void drain_all(const caf::actor& then) const {
    s().draining = true;
    s().told_when_drained = then;
    for (auto& [key, child] : s().children)
      if (child.now == supervised::phase::live) stop(child);
    tell_when_drained();
  }

  void tell_when_drained() const {
    if (s().draining && s().children.empty() && s().told_when_drained)
      send_to(std::exchange(s().told_when_drained, {}), drained{});
  }

  void save(const persistence::pair_snapshot& snapshot) const {
    context.stats.snapshots.fetch_add(1, std::memory_order_relaxed);
    context.stats.last_snapshot_ms.store(context.clock.now().time_since_epoch().count(), std::memory_order_relaxed);
    context.store.save(snapshot);
  }
};

}  // namespace

caf::behavior shard_supervisor(caf::stateful_actor<shard_supervisor_state>* self, std::uint16_t shard,
                               const entity_context* context, const shard_map* shards) {
  const supervision su{self, shard, *context, *shards};
  drop_the_unknown(self);
  return {
      [=](envelope& message) { su.route(std::move(message)); },
      [=](entity_loaded& message) { su.loaded(std::move(message)); },
      [=](const entity_ended& message) { su.ended(message); },
      [=](const rows_changed& message) { su.reread(message.key); },
      [=](reload_me& message) { su.reload(std::move(message)); },
      [=](const still_in_use& message) { su.resume(message.key); },
      [=](const persistence::pair_snapshot& snapshot) { su.save(snapshot); },
      [=](const tick& t) { su.on_tick(t); },
      [=](const drain& d) { su.drain_all(d.then); },
  };
}

}  // namespace homigo::actors
