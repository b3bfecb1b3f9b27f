// The feed's facts out of their tables, and the change log that the feed index follows.
#pragma once

#include <mutex>

#include "modules/feed/feed_stock.hpp"
#include "persistence/postgres/client/binary_connection.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

/// Loads open a connection each; rows are read again over one of its own that stays open.
class feed_stock final : public persistence::feed_stock {
public:
  feed_stock(connection_pool& pool, connection_options options) : database_(pool), options_(std::move(options)) {}

  void load_listings(domain::function_ref<void(std::span<const domain::listing_facts>)> take) override;
  void load_requirements(domain::function_ref<void(std::span<const domain::requirement_facts>)> take) override;
  std::vector<persistence::block_pair> load_blocks() override;
  std::vector<domain::listing_facts> listings(std::span<const domain::uuid> ids) override;
  std::vector<domain::requirement_facts> requirements(std::span<const domain::uuid> ids) override;
  std::vector<domain::listing_facts> listings_of(std::span<const domain::uuid> hosts) override;
  std::vector<domain::requirement_facts> requirements_of(std::span<const domain::uuid> tenants) override;
  std::vector<persistence::block_pair> blocks_of(std::span<const domain::uuid> people) override;
  std::vector<domain::uuid> decided_by_tenant(const domain::uuid& requirement_id) override;
  std::vector<domain::uuid> decided_by_host(const domain::uuid& listing_id) override;
  std::vector<persistence::decided_pair> pairs_of(std::span<const domain::uuid> listing_ids) override;
  std::string horizon() override;
  persistence::feed_changes changes_since(const std::string& horizon) override;

private:
  template <class Facts>
  std::vector<Facts> reread(const std::string& sql, std::span<const domain::uuid> ids, Facts (*read)(binary_row));

  database database_;
  const connection_options options_;
  std::mutex mutex_;
  std::unique_ptr<binary_connection> connection_;
};

}  // namespace homigo::postgres
