#include "platform/job_runner.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "domain/kernel/thread.hpp"

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
  for (std::size_t i = 0; i < threads; ++i)
    threads_.push_back(domain::start_thread("jobs", [this](const std::stop_token& stop) { work(stop); }));
}

void job_runner::stop() {
  for (auto& thread : threads_) thread.request_stop();
  threads_.clear();
}

void job_runner::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    bool did_one = false;
    try {
      did_one = run_one();
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

bool job_runner::run_one() {
  know_jobs();
  const auto name = take();
  if (!name) return false;
  try {
    perform(*std::ranges::find(jobs_, *name, &job::name));
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

void job_runner::perform(const job& one) {
  const auto& count = counts_.at(one.name);
  std::optional<std::string> error;
  try {
    one.run();
    count.succeeded.Increment();
  } catch (const std::exception& e) {
    spdlog::warn("job {}: {}", one.name, e.what());
    error = e.what();
    count.failed.Increment();
  }
  const auto now = clock_.now();
  table_.end(one.name, incarnation_, now, now + one.pace, std::move(error));
}

}  // namespace homigo::platform
