// A bounded set of connections that worker threads borrow; replaces those that the server has dropped.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>
#include <vector>

#include "persistence/postgres/client/connection.hpp"
#include "persistence/postgres/client/reconnect_pace.hpp"

namespace homigo::postgres {

struct pool_options {
  connection_options connection;
  std::size_t size = 8;
  /// A worker that waits longer for a free connection gives up.
  std::chrono::milliseconds acquire_deadline{2000};
  /// Statements are planned once for each connection; not through a pooler that changes servers between transactions.
  bool prepares = true;
};

/// A connection, and by name the statements that it has prepared.
struct pooled_connection {
  std::unique_ptr<pqxx::connection> open;
  std::unordered_set<std::string> prepared;
};

/// Thread-safe. Connections are opened when first needed. Must outlive its leases.
class connection_pool {
public:
  explicit connection_pool(pool_options options);
  connection_pool(const connection_pool&) = delete;
  connection_pool& operator=(const connection_pool&) = delete;

  /// A borrowed connection; goes back to the pool at the end of its life.
  class lease {
  public:
    lease(connection_pool& pool, pooled_connection connection);
    lease(lease&& other) noexcept;
    lease& operator=(lease&&) = delete;
    ~lease();
    pqxx::connection& operator*() const { return *connection_.open; }
    /// Null where the pool does not prepare.
    std::unordered_set<std::string>* prepared() { return pool_->options_.prepares ? &connection_.prepared : nullptr; }
    /// The connection is lost: it is closed, and so are the idle ones, which the same cause most likely killed.
    void discard();

  private:
    connection_pool* pool_;
    pooled_connection connection_;
  };

  /// Throws domain::unavailable: overloaded after the deadline or the thread's domain::work_deadline,
  /// database_unavailable when connecting fails, or has just failed. After a failure one thread tries at a time: the
  /// others need not wait to hear the same.
  [[nodiscard]] lease acquire();

  /// After which PostgreSQL ends a statement by itself; zero = never.
  std::chrono::milliseconds statement_timeout() const { return options_.connection.statement_timeout; }
  /// Connections that exist, idle or borrowed.
  std::size_t open_connections() const;

  struct figures {
    std::size_t size = 0;  // at most
    std::size_t idle = 0;
    std::size_t borrowed = 0;
    std::size_t waiting = 0;  // threads that wait for one
  };
  figures usage() const;

private:
  void give_back(pooled_connection connection);
  void reserve();
  std::unique_ptr<pqxx::connection> open();
  void forget();

  pool_options options_;
  mutable std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<pooled_connection> idle_;
  std::size_t open_ = 0;
  std::size_t connecting_ = 0;
  std::size_t waiting_ = 0;
  reconnect_pace pace_{std::random_device{}()};
};

}  // namespace homigo::postgres
