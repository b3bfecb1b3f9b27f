// All threads for what blocks: the workers, and beside them a bounded lane for each kind of dear work.
#pragma once

#include <string>

#include "http/pipeline/fair_pool.hpp"
#include "http/pipeline/settings.hpp"
#include "http/pipeline/worker_pool.hpp"
#include "http/routing/work_lane.hpp"

namespace homigo::http {

/// Thread-safe. To be stopped like the workers, which it stops too: see http/server/io_threads.hpp.
class work_lanes {
public:
  work_lanes(worker_pool& workers, const settings& with);

  /// The lane on which most blocks, and whose delay tells how far behind the node is.
  worker_pool& ordinary() { return workers_; }
  const worker_pool& ordinary() const { return workers_; }

  /// Suspends while `job` runs in its lane, where addresses take turns. False when there is no room: see worker_pool.
  [[nodiscard]] boost::asio::awaitable<bool> perform(work_lane lane, const std::string& address,
                                                     std::function<void()> job);

  void stop();

private:
  worker_pool& workers_;
  fair_pool passwords_;
  fair_pool pictures_;
  fair_pool probes_;
};

}  // namespace homigo::http
