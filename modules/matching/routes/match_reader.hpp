// A commit answers dozens of swipes at once: the matches among them are read together, by one statement instead of
// each.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/ids/uuid.hpp"

namespace homigo::modules {
class matches;
}

namespace homigo::http {

class worker_pool;

/// Thread-safe. One round of reading is under way at most; what is asked meanwhile waits for the next one. What it is
/// given must outlive it, and the workers must have stopped before it goes.
class match_reader {
public:
  match_reader(worker_pool& workers, modules::matches& matches) : workers_(workers), matches_(matches) {}
  match_reader(const match_reader&) = delete;
  match_reader& operator=(const match_reader&) = delete;

  /// As modules::matches::one, without blocking: suspends the coroutine, which goes on on its own executor. Fails with
  /// overloaded when too many wait or the workers' queue is full; throws domain::unavailable.
  boost::asio::awaitable<domain::result<std::string>> one(domain::uuid match_id, domain::uuid user_id);

private:
  struct question {
    domain::uuid match_id;
    domain::uuid user_id;
    std::function<void(std::exception_ptr, domain::result<std::string>)> resume;
  };
  [[nodiscard]] bool add(question asked);
  void start_round();
  void round();
  std::vector<question> take(std::size_t most);

  worker_pool& workers_;
  modules::matches& matches_;
  std::mutex mutex_;
  std::vector<question> waiting_;
  bool is_reading_ = false;  // or a round is queued
};

}  // namespace homigo::http
