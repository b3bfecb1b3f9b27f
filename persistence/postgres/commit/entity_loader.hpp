// Loads of entities in rounds: while some are being read others gather, and the next round reads these together.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "domain/kernel/threads/thread_group.hpp"
#include "persistence/entity_store.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

/// Thread-safe. Each thread reads one round at a time, in a transaction that begins after all of its loads were asked
/// for.
class entity_loader {
public:
  using done_function = std::function<void(std::optional<persistence::stored_entity>)>;

  entity_loader(connection_pool& reads, std::size_t threads);
  ~entity_loader() { stop(); }
  entity_loader(const entity_loader&) = delete;
  entity_loader& operator=(const entity_loader&) = delete;

  /// As persistence::entity_store::load; `done` gets nothing, at once, when too many wait already or after stop().
  void load(domain::entity_key key, done_function done);
  /// Nothing more is taken; what waits and can be read in two seconds is read, the rest gets nothing.
  void request_stop() { threads_.request_stop(); }
  /// Returns when that has been done.
  void stop() { threads_.stop(); }

private:
  struct request {
    domain::entity_key key;
    done_function done;
  };
  using round = std::vector<request>;

  void run(const std::stop_token& stop);
  /// What waits, the oldest first; waits for it. Empty at the end.
  round next_round(const std::stop_token& stop);
  void read(round wanted);
  void read_each(round wanted);
  static void answer(const request& to, std::optional<persistence::stored_entity> entity);

  database database_;
  std::mutex mutex_;
  std::condition_variable_any more_;
  std::deque<request> waiting_;
  domain::thread_group threads_;
};

}  // namespace homigo::postgres
