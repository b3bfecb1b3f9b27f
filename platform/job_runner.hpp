// Runs the cluster's periodic work: each job on one node at a time, by its lease, however many nodes there are.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/threads/thread_group.hpp"
#include "domain/kernel/time/time.hpp"
#include "metrics/registry.hpp"
#include "persistence/postgres/jobs/job_table.hpp"
#include "platform/registry.hpp"

namespace homigo::platform {

/// Two threads, so that a long job delays no other. A job that was due during a downtime runs once, at once; one that
/// throws is logged and comes again after its pace. Jobs must bear to be run twice: a node that dies under one has
/// done some of it.
class job_runner {
public:
  job_runner(postgres::connection_pool& pool, const std::vector<job>& jobs, const domain::clock& clock,
             const domain::uuid& incarnation, metrics::registry& metrics);
  ~job_runner() { stop(); }
  job_runner(const job_runner&) = delete;
  job_runner& operator=(const job_runner&) = delete;

  void start();
  /// Nothing more is begun, and what is under way is given up a second later where it waits for PostgreSQL. Such a job
  /// has not failed: it is due again at once.
  void request_stop() { threads_.request_stop(); }
  /// Returns when that has ended.
  void stop() { threads_.stop(); }

  /// One job that is due, if there is one: what the threads do, for tests without them. Throws domain::unavailable.
  bool run_one(const std::stop_token& stop = {});

private:
  struct counts {
    metrics::Counter& succeeded;
    metrics::Counter& failed;
  };
  void work(const std::stop_token& stop);
  void know_jobs();
  std::optional<std::string> take();
  void forget(const std::string& name);
  void perform(const job& one, const std::stop_token& stop);
  std::optional<std::string> fault_of(const job& one, const std::stop_token& stop);

  postgres::job_table table_;
  const std::vector<job> jobs_;
  const domain::clock& clock_;
  const domain::uuid incarnation_;
  std::vector<std::string> names_;
  std::map<std::string, counts> counts_;
  std::atomic<bool> are_known_{false};
  std::mutex taking_;
  std::set<std::string> under_way_;  // here; guarded by taking_
  std::mutex mutex_;
  std::condition_variable_any changed_;
  domain::thread_group threads_;
};

}  // namespace homigo::platform
