#include "platform/node_timers.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "domain/kernel/threads/thread.hpp"
#include "domain/kernel/threads/work_deadline.hpp"

namespace homigo::platform {
namespace {

using steady = std::chrono::steady_clock;

}  // namespace

void node_timers::add(periodic_work work) { know(std::move(work), true); }
void node_timers::add_requested(periodic_work work) { know(std::move(work), false); }

void node_timers::know(periodic_work work, bool is_repeated) {
  auto& succeeded = counter(work.name, "succeeded");
  auto& failed = counter(work.name, "failed");
  entries_.push_back({std::move(work), is_repeated, succeeded, failed});
}

metrics::Counter& node_timers::counter(const std::string& name, const char* outcome) {
  return metrics_.counter("homigo_timer_runs_total", "Runs of this node's own periodic work",
                          {{"name", name}, {"outcome", outcome}});
}

void node_timers::start() {
  for (auto& each : entries_)
    if (each.is_repeated) each.due = steady::now() + each.work.pace;
  threads_.start(name_, thread_count_, [this](const std::stop_token& stop) { work(stop); });
}

void node_timers::request(const std::string& name) {
  {
    const std::lock_guard lock{mutex_};
    const auto asked = std::ranges::find(entries_, name, [](const entry& each) { return each.work.name; });
    if (asked == entries_.end()) return;
    asked->is_requested = true;
    if (!asked->is_under_way) asked->due = std::min(asked->due, asked->rested);
    ++changes_;
  }
  changed_.notify_one();
}

void node_timers::work(const std::stop_token& stop) {
  std::unique_lock lock{mutex_};
  while (!stop.stop_requested() && !entries_.empty()) {
    auto& next = longest_due();
    if (next.due > steady::now()) {
      changed_.wait_until(lock, stop, next.due, [this, seen = changes_] { return changes_ != seen; });
      continue;
    }
    begin(next);
    lock.unlock();
    perform(next, stop);
    lock.lock();
    end(next);
  }
}

node_timers::entry& node_timers::longest_due() { return *std::ranges::min_element(entries_, {}, &entry::due); }

void node_timers::begin(entry& one) {
  one.due = moment::max();
  one.is_under_way = true;
  one.is_requested = false;
}

void node_timers::end(entry& one) {
  one.is_under_way = false;
  one.rested = steady::now() + one.work.pace;
  if (one.is_repeated || one.is_requested || one.is_failing) one.due = one.rested;
}

void node_timers::perform(entry& one, const std::stop_token& stop) {
  const domain::thread_name shown{one.work.name};
  const domain::work_deadline limit{stop, time_to_end};
  try {
    one.work.run();
    one.succeeded.Increment();
    if (std::exchange(one.is_failing, false)) spdlog::info("{}: done again", one.work.name);
  } catch (const std::exception& e) {
    if (stop.stop_requested()) return;
    one.failed.Increment();
    if (!std::exchange(one.is_failing, true)) spdlog::warn("{}: {}", one.work.name, e.what());
  }
}

}  // namespace homigo::platform
