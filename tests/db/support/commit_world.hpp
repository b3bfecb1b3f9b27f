// People, postings and pairs on a real database, and the commit functions as the lanes call it.
#pragma once

#include <functional>
#include <future>

#include "domain/engine/entity.hpp"
#include "persistence/postgres/commit/entity_store.hpp"
#include "support/database.hpp"

namespace homigo::tests {

/// A tenant with a live requirement, a host with a live listing.
struct two_people {
  domain::uuid tenant{};
  domain::uuid host{};
  domain::uuid requirement{};
  domain::uuid listing{};

  domain::entity_key listing_key() const { return {domain::entity_kind::listing, listing}; }
  domain::entity_key requirement_key() const { return {domain::entity_kind::requirement, requirement}; }
  const domain::uuid& of(domain::pair_side side) const { return side == domain::pair_side::tenant ? tenant : host; }
};

domain::uuid fresh_id();
domain::instant now();

class commit_world {
public:
  explicit commit_world(std::size_t lanes = 4);

  domain::uuid add_user(const std::string& status = "active");
  /// `status` of the postings; active ones are valid for 30 days.
  domain::uuid add_listing(const domain::uuid& host, const std::string& status = "active");
  domain::uuid add_requirement(const domain::uuid& tenant, const std::string& status = "active");
  two_people add_pair();
  void add_photos(const domain::uuid& listing, const std::string& types = "room,kitchen,bathroom");
  void add_entitlement(const domain::uuid& owner, domain::entity_key subject, int days, bool premium = false);
  void block(const domain::uuid& blocker, const domain::uuid& blocked);

  std::string value(const std::string& sql) const { return database.execute(sql); }
  long count(const std::string& sql) const { return std::stol(database.execute("SELECT count(*) FROM " + sql)); }

  /// Until so many connections of this database hang on a lock; throws after ten seconds.
  void wait_for_blocked(long connections) const;

  persistence::commit_outcome commit(domain::commit_batch batch, std::size_t lane = 0);
  std::future<persistence::commit_outcome> start(domain::commit_batch batch, std::size_t lane = 0);
  persistence::stored_entity load(domain::entity_key key);
  /// Waits for it.
  void save(persistence::pair_snapshot snapshot);

  migrated_database database;
  domain::uuid incarnation = fresh_id();
  std::unique_ptr<persistence::entity_store> store;
};

/// A batch of this world's owner at epoch 1. Groups stand on the versions that the rows have now.
class batch_builder {
public:
  explicit batch_builder(commit_world& world) : world_(world) { batch.incarnation = world.incarnation; }

  std::int32_t group(domain::entity_key key);
  std::int32_t group(domain::entity_key key, std::int64_t version);

  domain::swipe_item& swipe(std::int32_t g, const two_people& pair, domain::pair_side side,
                            domain::swipe_action action);
  domain::message_item& message(std::int32_t g, const domain::uuid& conversation, const domain::uuid& sender,
                                const std::string& text, std::optional<std::string> client_message_id = {});
  domain::visit_item& visit(std::int32_t g, const domain::uuid& conversation, const domain::uuid& sender,
                            domain::visit_proposal wanted, std::optional<std::string> client_message_id = {});
  domain::posting_item& posting(std::int32_t g, domain::entity_key key, const domain::uuid& owner);

  domain::commit_batch batch;

private:
  std::int32_t next_in(std::int32_t g) { return items_[static_cast<std::size_t>(g)]++; }

  commit_world& world_;
  std::vector<std::int32_t> items_;
};

/// What a decision on a pair asks of the database.
void add_items(batch_builder& b, std::int32_t g, const two_people& pair, const domain::pair_event& event,
               const domain::decision& d);

/// One event on a pair, loaded, decided and committed as its listing does it; the decision with what was written.
struct settled {
  domain::decision decided;
  persistence::commit_outcome outcome;
  bool refused() const { return !outcome.report.refused.empty(); }
};
settled settle(commit_world& world, const two_people& pair, const domain::pair_event& event, std::size_t lane = 0);
settled swipe(commit_world& world, const two_people& pair, domain::pair_side side, domain::swipe_action action,
              std::size_t lane = 0);
/// Both like; the conversation.
domain::uuid make_match(commit_world& world, const two_people& pair);

/// "committed", "fenced" … or, for a committed batch, the code of its first refusal.
std::string outcome_of(const persistence::commit_outcome& outcome);
std::string id_literal(const domain::uuid& id);

}  // namespace homigo::tests
