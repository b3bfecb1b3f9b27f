#include "persistence/postgres/client/reply_deadline.hpp"

#include <spdlog/spdlog.h>
#include <sys/socket.h>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "domain/kernel/threads/thread.hpp"
#include "domain/kernel/threads/work_deadline.hpp"

namespace homigo::postgres {
namespace {

using steady = std::chrono::steady_clock;

/// Everybody who waits for PostgreSQL, looked through by one thread.
class waiting_list {
public:
  std::uint64_t add(int socket) {
    const std::lock_guard lock{mutex_};
    const auto patience = patience_.find(socket);
    const auto* work = domain::work_deadline::innermost();
    if (patience == patience_.end() && work == nullptr) return 0;
    const auto until = patience == patience_.end() ? steady::time_point::max() : steady::now() + patience->second;
    all_.emplace(++last_, entry{socket, until, work});
    return last_;
  }
  /// A number that a closed socket has left to another is told anew.
  void know(int socket, std::chrono::milliseconds statement_timeout) {
    constexpr std::chrono::milliseconds slack{1500};
    const std::lock_guard lock{mutex_};
    if (statement_timeout.count() == 0)
      patience_.erase(socket);
    else
      patience_[socket] = statement_timeout + slack;
  }
  void remove(std::uint64_t id) {
    const std::lock_guard lock{mutex_};
    all_.erase(id);
  }

private:
  struct entry {
    int socket;
    steady::time_point until;
    const domain::work_deadline* work;  // of the thread that waits, which may have to stop meanwhile; or null
    bool is_cut = false;

    bool is_late(steady::time_point now) const { return until <= now || (work != nullptr && work->until() <= now); }
  };

  void watch(const std::stop_token& stop) {
    constexpr std::chrono::milliseconds tick{100};
    std::unique_lock lock{mutex_};
    while (!stop.stop_requested()) {
      stopped_.wait_for(lock, stop, tick, [] { return false; });
      cut_late_ones();
    }
  }
  /// Under the lock, so that nobody closes the socket meanwhile and another takes its number.
  void cut_late_ones() {
    const auto now = steady::now();
    for (auto& [id, one] : all_) {
      if (one.is_cut || !one.is_late(now)) continue;
      spdlog::warn("PostgreSQL has not answered in time; the connection is given up");
      ::shutdown(one.socket, SHUT_RDWR);
      one.is_cut = true;
    }
  }

  std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::map<std::uint64_t, entry> all_;
  std::unordered_map<int, std::chrono::milliseconds> patience_;
  std::uint64_t last_ = 0;
  std::jthread thread_ = domain::start_thread(
      "reply deadlines", [this](const std::stop_token& stop) { watch(stop); });  // last: it uses what stands above
};

waiting_list& everybody() {
  static waiting_list list;
  return list;
}

}  // namespace

reply_deadline::reply_deadline(int socket) : id_(everybody().add(socket)) {}

reply_deadline::~reply_deadline() {
  if (id_ != 0) everybody().remove(id_);
}

void wait_for_replies(int socket, std::chrono::milliseconds statement_timeout) {
  everybody().know(socket, statement_timeout);
}

}  // namespace homigo::postgres
