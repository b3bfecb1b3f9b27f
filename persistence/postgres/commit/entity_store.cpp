#include "persistence/postgres/commit/entity_store.hpp"

#include <spdlog/spdlog.h>

#include "persistence/postgres/client/transaction.hpp"
#include "persistence/postgres/client/work_threads.hpp"
#include "persistence/postgres/commit/due_commands.hpp"
#include "persistence/postgres/commit/entity_loader.hpp"
#include "persistence/postgres/commit/entity_rows.hpp"
#include "persistence/postgres/commit/lane_writer.hpp"

namespace homigo::postgres {
namespace {

using persistence::commit_outcome;
using persistence::stored_entity;

class stored_entities final : public persistence::entity_store {
public:
  stored_entities(connection_pool& reads, const connection_options& writer, std::size_t lanes, std::size_t load_threads)
      : database_(reads), loader_(reads, load_threads), threads_(1) {
    for (std::size_t i = 0; i < lanes; ++i) {
      auto options = writer;
      options.application_name += ":lane" + std::to_string(i);
      lanes_.push_back(std::make_unique<lane_writer>(std::move(options)));
    }
  }

  void load(domain::entity_key key, std::function<void(std::optional<stored_entity>)> done) override {
    if (key.kind == domain::entity_kind::user)
      return done(stored_entity{key, 0, {}, {}, {}, false});  // nothing is stored
    loader_.load(key, std::move(done));
  }

  void commit(std::size_t lane, domain::commit_batch batch, std::function<void(commit_outcome)> done) override {
    lanes_[lane]->commit(std::move(batch), std::move(done));
  }

  void save(persistence::pair_snapshot snapshot) override {
    const auto key = snapshot.key;
    if (!threads_.post([this, snapshot = std::move(snapshot)] {
          database_.write([&](transaction& t) { save_snapshot(t, snapshot); });
        }))
      spdlog::warn("no snapshot of {} is written: too many wait", domain::to_string(key.id));
  }

  void waiting_commands(std::size_t limit, std::function<void(std::vector<waiting_command>)> done) override {
    // Without room the next sweep asks again.
    if (!threads_.post([this, limit, done] { done(due_.take(limit)); })) done({});
  }

  void stop() override {
    loader_.request_stop();
    threads_.request_stop();
    for (const auto& lane : lanes_) lane->request_stop();
    loader_.stop();
    threads_.stop();
    for (const auto& lane : lanes_) lane->stop();
  }

private:
  database database_;
  due_commands due_{database_};
  std::vector<std::unique_ptr<lane_writer>> lanes_;
  entity_loader loader_;
  work_threads threads_;  // snapshots and sweeps, which never hold up a load; last: its end uses what stands above
};

}  // namespace

std::unique_ptr<persistence::entity_store> make_entity_store(connection_pool& reads, const connection_options& writer,
                                                             std::size_t lanes, std::size_t load_threads) {
  return std::make_unique<stored_entities>(reads, writer, lanes, load_threads);
}

}  // namespace homigo::postgres
