#include "platform/job_runner.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "domain/kernel/threads/thread.hpp"
#include "domain/kernel/threads/work_deadline.hpp"

namespace homigo::platform {
namespace {

constexpr std::size_t threads = 2;
/// How late a job may be; each look is one statement.
constexpr std::chrono::milliseconds pause{500};

}  // namespace

job_runner::job_runner(postgres::connection_pool& pool, const std::vector<job>& jobs, const domain::clock& clock,
                       const domain::uuid& incarnation, metrics::registry& metrics)
    : table_(pool), jobs_(jobs), clock_(clock), incarnation_(incarnation) {
  for (const auto& each : jobs_) {
    names_.push_back(each.name);
    const auto ended = [&](const char* outcome) -> metrics::Counter& {
      return metrics.counter("homigo_job_runs_total", "Runs of the cluster's jobs on this node",
                             {{"name", each.name}, {"outcome", outcome}});
    };
    counts_.try_emplace(each.name, counts{ended("succeeded"), ended("failed")});
  }
}

void job_runner::start() {
  threads_.start("jobs", threads, [this](const std::stop_token& stop) { work(stop); });
}

void job_runner::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    bool did_one = false;
    try {
      const domain::work_deadline limit{stop, time_to_end};
      did_one = run_one(stop);
    } catch (const std::exception& e) {
      spdlog::debug("jobs wait: {}", e.what());
    }
    if (did_one) continue;
    std::unique_lock lock{mutex_};
    changed_.wait_for(lock, stop, pause, [] { return false; });
  }
}

void job_runner::know_jobs() {
  if (are_known_) return;
  table_.add(names_, clock_.now());
  are_known_ = true;
}

bool job_runner::run_one(const std::stop_token& stop) {
  know_jobs();
  const auto name = take();
  if (!name) return false;
  try {
    perform(*std::ranges::find(jobs_, *name, &job::name), stop);
  } catch (...) {
    forget(*name);
    throw;
  }
  forget(*name);
  return true;
}

void job_runner::forget(const std::string& name) {
  const std::lock_guard lock{taking_};
  under_way_.erase(name);
}

/// One take at a time, so that what the other thread is at is known.
std::optional<std::string> job_runner::take() {
  const std::lock_guard lock{taking_};
  std::vector<std::string> free;
  for (const auto& name : names_)
    if (!under_way_.contains(name)) free.push_back(name);
  auto taken = table_.take(free, incarnation_, clock_.now());
  if (taken) under_way_.insert(*taken);
  return taken;
}

void job_runner::perform(const job& one, const std::stop_token& stop) {
  auto error = fault_of(one, stop);
  const bool is_cut_short = error && stop.stop_requested();
  // Time of its own: the next node must not have to wait for this one's lease.
  const domain::work_deadline limit{stop, time_to_end};
  const auto now = clock_.now();
  table_.end(one.name, incarnation_, now, is_cut_short ? now : now + one.pace, std::move(error));
}

/// Why it has not been done.
std::optional<std::string> job_runner::fault_of(const job& one, const std::stop_token& stop) {
  const domain::thread_name shown{one.name};
  const auto& count = counts_.at(one.name);
  try {
    one.run();
    count.succeeded.Increment();
    return {};
  } catch (const std::exception& e) {
    if (stop.stop_requested()) return "the node was stopped meanwhile";
    spdlog::warn("job {}: {}", one.name, e.what());
    count.failed.Increment();
    return e.what();
  }
}

}  // namespace homigo::platform
