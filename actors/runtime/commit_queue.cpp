#include "actors/runtime/commit_queue.hpp"

#include <algorithm>

#include "actors/runtime/commit_lane.hpp"
#include "domain/matching/super_like_quota.hpp"

namespace homigo::actors {

using domain::errc;

namespace {

domain::failure refusal_of(const domain::item_refusal& refused, domain::instant now) {
  const auto code = domain::errc_of(refused.code);
  // The one quota that commits count is that of super likes.
  return code == errc::quota_exceeded ? domain::super_like_quota_exceeded(now) : domain::refusal(code);
}

}  // namespace

commit_queue::commit_queue(caf::scheduled_actor* self, const entity_context& context, caf::actor supervisor,
                           domain::entity_key key, std::int64_t version, stop_function on_stop)
    : self_(self),
      context_(context),
      supervisor_(std::move(supervisor)),
      on_stop_(on_stop),
      version_(version),
      key_(key) {}

// A failing activation must not leave its callers waiting for their deadline.
commit_queue::~commit_queue() {
  if (!active_) return;
  fail_all(active_->under_way, errc::outcome_unknown);
  fail_all(active_->waiting, errc::quarantined);
}

commit_queue::activity& commit_queue::active() {
  if (!active_) {
    active_ = std::make_unique<activity>();
    active_->group_limit = static_cast<std::size_t>(context_.settings.group_items);
  }
  return *active_;
}

void commit_queue::accept(const request_context& from, domain::function_ref<std::unique_ptr<command>()> make) {
  try {
    push(make());
  } catch (const std::exception& e) {
    failed(from, errc::internal, e);
    if (active().under_way.empty() && !stopped_) reload({});
  }
}

bool commit_queue::passes_on(domain::function_ref<envelope()> ask) const {
  if (stopped_) send_to(supervisor_, ask());
  return stopped_;
}

void commit_queue::failed(const request_context& from, errc answer, const std::exception& why) {
  answer_failure(context_.replies, from.from, domain::refusal(answer));
  auto& failure = active().failure;
  failure = why.what();
  if (failure.empty()) failure = "an exception without a text";
}

void commit_queue::push(std::unique_ptr<command> wanted) {
  if (stopped_) return send_to(supervisor_, envelope_of(*wanted));
  context_.stats.of(key_.kind).commands.Increment();
  auto& waiting = active().waiting;
  if (waiting.size() >= static_cast<std::size_t>(context_.settings.queue_limit))
    return answer_failure(context_.replies, wanted->from.from, domain::refusal(errc::overloaded));
  waiting.push_back(std::move(wanted));
  count(1);
  pump();
}

envelope commit_queue::envelope_of(command& given_back) const {
  return {key_, given_back.from, false, given_back.give_back()};
}

void commit_queue::pump() {
  if (stopped_ || !active().under_way.empty()) return;
  domain::commit_items items;
  auto& under_way = active_->under_way;
  under_way = decide_group(items);
  if (!active_->failure.empty()) return reload(std::exchange(under_way, {}));
  if (under_way.empty()) {
    active_.reset();  // without a failure every command that waited was decided or answered
    return stop_when_idle();
  }
  send_to(context_.lane_of(domain::shard_of(key_)),
          group_request{caf::actor_cast<caf::actor>(self_), key_, version_, std::move(items)});
}

commit_queue::group commit_queue::decide_group(domain::commit_items& items) {
  group decided;
  group later;
  auto& waiting = active_->waiting;
  std::unordered_set<domain::uuid, domain::uuid_hash> slots;
  while (!waiting.empty() && decided.size() < active_->group_limit && active_->failure.empty()) {
    const auto slot = waiting.front()->slot();
    if (!slot && !(decided.empty() && later.empty())) break;  // one that concerns everything keeps its place
    auto wanted = std::move(waiting.front());
    waiting.pop_front();
    if (slot && !slots.insert(*slot).second) {
      later.push_back(std::move(wanted));
      continue;
    }
    if (decide(*wanted, static_cast<std::int32_t>(decided.size()), items)) {
      decided.push_back(std::move(wanted));
      if (!slot) break;
    } else if (slot) {
      slots.erase(*slot);
    }
  }
  while (!later.empty()) {
    waiting.push_front(std::move(later.back()));
    later.pop_back();
  }
  return decided;
}

bool commit_queue::decide(command& wanted, std::int32_t i, domain::commit_items& items) {
  auto& stats = context_.stats.of(key_.kind);
  stats.queue_wait.record(std::chrono::steady_clock::now() - wanted.arrived);
  try {
    if (wanted.from.deadline < context_.clock.now())
      answer_failure(context_.replies, wanted.from.from, domain::refusal(errc::overloaded));
    else if (wanted.decide(items, i))
      return true;
  } catch (const std::exception& e) {
    failed(wanted.from, errc::internal, e);
  }
  stats.processing.record(std::chrono::steady_clock::now() - wanted.arrived);
  count(-1);
  return false;
}

void commit_queue::settle(const group_outcome& outcome) {
  group decided = std::exchange(active().under_way, {});
  switch (outcome.what) {
    case group_outcome::status::committed:
      apply(std::move(decided), outcome);
      break;
    case group_outcome::status::refused:
      drop_refused(std::move(decided), outcome);
      break;
    case group_outcome::status::rejected:
      reject(std::move(decided));
      break;
    case group_outcome::status::retry:
      fail_all(decided, errc::database_unavailable);
      break;
    case group_outcome::status::stale:
      return reload(std::move(decided));
    case group_outcome::status::unknown:
      fail_all(decided, errc::outcome_unknown);
      return reload({});
  }
  if (!active_->failure.empty()) return reload({});
  pump();
}

void commit_queue::apply(group done, const group_outcome& outcome) {
  ++version_;
  active_->group_limit = static_cast<std::size_t>(context_.settings.group_items);
  auto& processing = context_.stats.of(key_.kind).processing;
  for (std::size_t i = 0; i < done.size(); ++i) {
    const auto mine = [&](const domain::item_result& r) { return r.i == static_cast<std::int32_t>(i); };
    const auto found = std::ranges::find_if(outcome.results, mine);
    try {
      done[i]->apply(found == outcome.results.end() ? domain::item_result{} : *found);
    } catch (const std::exception& e) {
      failed(done[i]->from, errc::outcome_unknown, e);  // it is committed
    }
    processing.record(std::chrono::steady_clock::now() - done[i]->arrived);
  }
  count(-static_cast<std::ptrdiff_t>(done.size()));
}

void commit_queue::drop_refused(group decided, const group_outcome& outcome) {
  group kept;
  for (std::size_t i = 0; i < decided.size(); ++i) {
    const auto mine = [&](const domain::item_refusal& r) { return r.i == static_cast<std::int32_t>(i); };
    const auto refused = std::ranges::find_if(outcome.refused, mine);
    if (refused == outcome.refused.end()) {
      kept.push_back(std::move(decided[i]));
      continue;
    }
    answer_failure(context_.replies, decided[i]->from.from, refusal_of(*refused, context_.clock.now()));
    count(-1);
  }
  give_back(std::move(kept));
}

/// The lane knows only that the group is wrong: each command is tried alone.
void commit_queue::reject(group decided) {
  if (decided.size() == 1) return fail_all(decided, errc::internal);
  active_->group_limit = 1;
  give_back(std::move(decided));
}

void commit_queue::give_back(group decided) {
  while (!decided.empty()) {
    active_->waiting.push_front(std::move(decided.back()));
    decided.pop_back();
  }
}

void commit_queue::fail_all(group& commands, errc code) {
  for (const auto& c : commands) answer_failure(context_.replies, c->from.from, domain::refusal(code));
  count(-static_cast<std::ptrdiff_t>(commands.size()));
  commands.clear();
}

void commit_queue::reload(group undecided) {
  give_back(std::move(undecided));
  reload_me message{key_, {}, std::move(active_->failure)};
  for (const auto& each : active_->waiting) message.undecided.push_back(envelope_of(*each));
  count(-static_cast<std::ptrdiff_t>(active_->waiting.size()));
  active_.reset();
  stopped_ = true;
  send_to(supervisor_, std::move(message));
}

void commit_queue::passivate() {
  if (stopped_) return self_->quit();
  stopping_ = true;
  stop_when_idle();
}

void commit_queue::stop_when_idle() {
  if (!stopping_ || stopped_ || active_) return;
  stopped_ = true;
  if (on_stop_) on_stop_(self_);
  self_->quit();
}

void commit_queue::count(std::ptrdiff_t change) {
  context_.stats.of(key_.kind).queued.Increment(static_cast<double>(change));
}

}  // namespace homigo::actors
