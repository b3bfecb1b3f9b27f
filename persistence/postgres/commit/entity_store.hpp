// entity_store on PostgreSQL: lanes of their own connections for commits, pooled connections for loads and snapshots.
#pragma once

#include <memory>
#include <vector>

#include "persistence/entity_store.hpp"
#include "persistence/postgres/client/transaction.hpp"
#include "persistence/postgres/client/work_threads.hpp"
#include "persistence/postgres/commit/due_commands.hpp"
#include "persistence/postgres/commit/entity_loader.hpp"
#include "persistence/postgres/commit/lane_writer.hpp"

namespace homigo::postgres {

class entity_store final : public persistence::entity_store {
public:
  /// `reads` serves loads, snapshots and the sweep; `writer` opens one connection for each lane.
  entity_store(connection_pool& reads, const connection_options& writer, std::size_t lanes, std::size_t load_threads);

  /// Ends all threads: what is queued is done first, as far as two seconds reach, what comes later is not done. Before
  /// those who are called back go.
  void stop();

  void load(domain::entity_key key, std::function<void(std::optional<persistence::stored_entity>)> done) override;
  void commit(std::size_t lane, domain::commit_batch batch,
              std::function<void(persistence::commit_outcome)> done) override;
  void save(persistence::pair_snapshot snapshot) override;
  void waiting_commands(std::size_t limit, std::function<void(std::vector<waiting_command>)> done) override;

private:
  database database_;
  due_commands due_{database_};
  std::vector<std::unique_ptr<lane_writer>> lanes_;
  entity_loader loader_;
  work_threads threads_;  // snapshots and sweeps, which never hold up a load; last: its end uses what stands above
};

}  // namespace homigo::postgres
