// One database writer: a thread with a connection of its own that commits batches, one at a
// time.
#pragma once

#include <functional>
#include <memory>
#include <pqxx/nontransaction>

#include "persistence/entity_store.hpp"
#include "persistence/postgres/client/connection.hpp"
#include "persistence/postgres/client/reconnect_pace.hpp"
#include "persistence/postgres/client/work_threads.hpp"

namespace homigo::postgres {

class composite_writer;

/// Connects directly, never through a pooler, and never reconnects in the middle of a batch: a connection that is lost
/// while committing leaves the outcome unknown, and the next batch gets a new one. One that was lost before is replaced
/// before anything is sent. A batch that waits for somebody
/// else's lock longer than the options' lock_timeout is given up: its outcome is `locked`.
class lane_writer {
public:
  explicit lane_writer(connection_options options);
  ~lane_writer();

  void request_stop() { thread_.request_stop(); }
  void stop() { thread_.stop(); }

  void commit(domain::commit_batch batch, std::function<void(persistence::commit_outcome)> done);

private:
  using clock = std::chrono::steady_clock;
  using statement = std::function<domain::commit_report(pqxx::nontransaction&)>;

  persistence::commit_outcome commit_any(const domain::commit_batch& batch);
  persistence::commit_outcome commit_with_retries(const statement& run);
  persistence::commit_outcome commit_once(const statement& run);
  domain::commit_report call(pqxx::nontransaction& work, const char* function, const domain::commit_batch& batch) const;
  [[nodiscard]] bool connect(persistence::commit_outcome& trouble);
  bool is_alive();
  void limit_lock_wait(pqxx::nontransaction& work);

  const connection_options options_;
  std::unique_ptr<pqxx::connection> connection_;
  std::unique_ptr<const composite_writer> batches_;  // for the connection: types may differ in the next one
  reconnect_pace pace_{std::random_device{}()};
  clock::time_point last_used_{};
  clock::time_point row_held_until_{};      // somebody else's lock was met lately
  std::chrono::milliseconds lock_wait_{0};  // as the connection has it
  work_threads thread_{1};                  // last: its end uses what stands above
};

}  // namespace homigo::postgres
