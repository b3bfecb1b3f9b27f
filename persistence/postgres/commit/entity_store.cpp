#include "persistence/postgres/commit/entity_store.hpp"

#include <spdlog/spdlog.h>

#include "persistence/postgres/commit/entity_rows.hpp"

namespace homigo::postgres {

using persistence::commit_outcome;
using persistence::stored_entity;

entity_store::entity_store(connection_pool& reads, const connection_options& writer, std::size_t lanes,
                           std::size_t load_threads)
    : database_(reads), loader_(reads, load_threads), threads_(1) {
  for (std::size_t i = 0; i < lanes; ++i) {
    auto options = writer;
    options.application_name += ":lane" + std::to_string(i);
    lanes_.push_back(std::make_unique<lane_writer>(std::move(options)));
  }
}

void entity_store::stop() {
  loader_.request_stop();
  threads_.request_stop();
  for (const auto& lane : lanes_) lane->request_stop();
  loader_.stop();
  threads_.stop();
  for (const auto& lane : lanes_) lane->stop();
}

void entity_store::load(domain::entity_key key, std::function<void(std::optional<stored_entity>)> done) {
  if (key.kind == domain::entity_kind::user)
    return done(stored_entity{key, 0, {}, {}, {}, false});  // nothing is stored
  loader_.load(key, std::move(done));
}

void entity_store::commit(std::size_t lane, domain::commit_batch batch, std::function<void(commit_outcome)> done) {
  lanes_[lane]->commit(std::move(batch), std::move(done));
}

void entity_store::save(persistence::pair_snapshot snapshot) {
  const auto key = snapshot.key;
  if (!threads_.post([this, snapshot = std::move(snapshot)] {
        database_.write([&](transaction& t) { save_snapshot(t, snapshot); });
      }))
    spdlog::warn("no snapshot of {} is written: too many wait", domain::to_string(key.id));
}

void entity_store::waiting_commands(std::size_t limit, std::function<void(std::vector<waiting_command>)> done) {
  // Without room the next sweep asks again.
  if (!threads_.post([this, limit, done] { done(due_.take(limit)); })) done({});
}

}  // namespace homigo::postgres
