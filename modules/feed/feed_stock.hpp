// What the feed index loads at its start and reads again when something has changed.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "domain/engine/entity.hpp"
#include "domain/feed/feed_facts.hpp"
#include "domain/kernel/function_ref.hpp"
#include "persistence/entity_store.hpp"

namespace homigo::postgres {
struct connection_options;
class connection_pool;
}  // namespace homigo::postgres

namespace homigo::persistence {

/// Something that was committed: an entity, how often since the sweep's start, and its version by now.
struct feed_change {
  domain::entity_key key;
  std::int64_t commits = 0;
  std::int64_t version = 0;  // 0 where the entity has none
};
struct feed_changes {
  std::vector<feed_change> changes;  // of users, listings and requirements
  std::string horizon;               // where the next sweep begins
};

struct block_pair {
  domain::uuid blocker_id{};
  domain::uuid blocked_id{};
};

/// Thread-safe; blocks; throws domain::unavailable without the database.
class feed_stock {
public:
  /// Loads open a connection each, by `options`; rows are read again over one of its own that stays open.
  feed_stock(postgres::connection_pool& pool, const postgres::connection_options& options);
  ~feed_stock();

  /// All active ones in portions. One such read does not wait for another: both kinds can be loaded at once.
  void load_listings(domain::function_ref<void(std::span<const domain::listing_facts>)> take);
  void load_requirements(domain::function_ref<void(std::span<const domain::requirement_facts>)> take);
  std::vector<block_pair> load_blocks();

  /// Those that exist, whatever their status; in no order.
  std::vector<domain::listing_facts> listings(std::span<const domain::uuid> ids);
  std::vector<domain::requirement_facts> requirements(std::span<const domain::uuid> ids);
  /// Active postings of these people, and whom they block.
  std::vector<domain::listing_facts> listings_of(std::span<const domain::uuid> hosts);
  std::vector<domain::requirement_facts> requirements_of(std::span<const domain::uuid> tenants);
  std::vector<block_pair> blocks_of(std::span<const domain::uuid> people);

  /// All pairs of these listings: who has decided what, and in which phase they are.
  std::vector<stored_pair> pairs_of(std::span<const domain::uuid> listing_ids);

  /// The horizon before which everything is in what is read from now on.
  std::string horizon();
  /// What has been committed since; a commit that was under way at the horizon is among it, and one may come twice.
  feed_changes changes_since(const std::string& horizon);

private:
  struct own_connections;

  postgres::connection_pool& pool_;
  const std::unique_ptr<own_connections> own_;
};

}  // namespace homigo::persistence
