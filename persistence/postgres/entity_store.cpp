#include "persistence/postgres/entity_store.hpp"

#include <pqxx/result>

#include "domain/type_descriptor.hpp"
#include "persistence/postgres/entity_rows.hpp"

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
  threads_.post(
      [this, snapshot = std::move(snapshot)] { database_.write([&](transaction& t) { save_snapshot(t, snapshot); }); });
}

void entity_store::waiting_commands(std::size_t limit, std::function<void(std::vector<waiting_command>)> done) {
  threads_.post([this, limit, done = std::move(done)] {
    std::vector<waiting_command> waiting;
    const auto rows = database_.read([&](transaction& t) {
      return t.query(
          "(SELECT command_id, entity_id, kind, command, payload::text FROM pending_command ORDER BY created_at LIMIT "
          "$1)"
          " UNION ALL (SELECT NULL, listing_id, 'listing', 'expire', '{}' FROM property_listings"
          "  WHERE status IN ('active', 'paused') AND valid_until <= now() LIMIT $1)"
          " UNION ALL (SELECT NULL, requirement_id, 'requirement', 'expire', '{}' FROM tenant_requirements"
          "  WHERE status IN ('active', 'paused') AND valid_until <= now() LIMIT $1)",
          {limit});
    });
    for (const auto& row : rows) {
      waiting_command c{domain::parse_uuid(row[0].c_str()),
                        {{}, domain::parse_uuid(row[1].c_str()).value()},
                        row[3].c_str(),
                        row[4].c_str()};
      if (domain::from_wire_name(row[2].c_str(), c.key.kind)) waiting.push_back(std::move(c));
    }
    done(std::move(waiting));
  });
}

}  // namespace homigo::postgres
