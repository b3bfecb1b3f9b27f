#include "modules/feed/feed_stock.hpp"

#include <mutex>
#include <pqxx/result>

#include "modules/feed/sql/feed_facts_rows.hpp"
#include "persistence/postgres/client/arrays.hpp"
#include "persistence/postgres/client/binary_connection.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

namespace {

using domain::uuid;

constexpr std::size_t portion = 1000;

/// A load is one statement over all postings.
connection_options for_loading(connection_options options) {
  options.statement_timeout = std::chrono::minutes{5};
  return options;
}

template <class Facts>
void load(const connection_options& options, const std::string& sql, Facts (*read)(binary_row),
          domain::function_ref<void(std::span<const Facts>)> take) {
  binary_connection connection{for_loading(options), "64MB"};
  std::vector<Facts> facts;
  facts.reserve(portion);
  connection.copy(sql, [&](binary_row row) {
    facts.push_back(read(row));
    if (facts.size() < portion) return;
    take(facts);
    facts.clear();
  });
  take(facts);
}

std::vector<block_pair> blocks_in(const pqxx::result& rows) {
  std::vector<block_pair> out;
  for (const auto& row : rows) out.push_back({uuid_of(row["blocker_id"]), uuid_of(row["blocked_id"])});
  return out;
}

/// Without its time.
std::optional<domain::standing_swipe> decision_in(const pqxx::field& action, const pqxx::field& swipe_id) {
  if (action.is_null() || swipe_id.is_null()) return std::nullopt;
  return domain::standing_swipe{uuid_of(swipe_id), enumerator_of<domain::swipe_action>(action), {}};
}

}  // namespace

struct feed_stock::own_connections {
  const connection_options options;
  std::mutex mutex;
  std::unique_ptr<binary_connection> idle;

  template <class Facts>
  std::vector<Facts> reread(const std::string& sql, std::span<const uuid> ids, Facts (*read)(binary_row)) {
    std::vector<Facts> facts;
    if (ids.empty()) return facts;
    const std::lock_guard lock{mutex};
    // Taken out: a connection that fails is not used again.
    auto connection = std::exchange(idle, nullptr);
    if (!connection) connection = std::make_unique<binary_connection>(options, "4MB");
    connection->query(sql, array_literal(ids), [&](binary_row row) { facts.push_back(read(row)); });
    idle = std::move(connection);
    return facts;
  }
};

feed_stock::feed_stock(connection_pool& pool, const connection_options& options)
    : pool_(pool), own_(new own_connections{options, {}, {}}) {}

feed_stock::~feed_stock() = default;

void feed_stock::load_listings(domain::function_ref<void(std::span<const domain::listing_facts>)> take) {
  load(own_->options, listing_facts_sql() + " WHERE l.status = 'active'", read_listing_facts, take);
}

void feed_stock::load_requirements(domain::function_ref<void(std::span<const domain::requirement_facts>)> take) {
  load(own_->options, requirement_facts_sql() + " WHERE r.status = 'active'", read_requirement_facts, take);
}

std::vector<block_pair> feed_stock::load_blocks() {
  return database{pool_}.read(
      [](transaction& t) { return blocks_in(t.query("SELECT blocker_id, blocked_id FROM blocked_users")); });
}

std::vector<domain::listing_facts> feed_stock::listings(std::span<const uuid> ids) {
  return own_->reread(listing_facts_sql() + " WHERE l.listing_id = ANY ($1::uuid[])", ids, read_listing_facts);
}

std::vector<domain::requirement_facts> feed_stock::requirements(std::span<const uuid> ids) {
  return own_->reread(requirement_facts_sql() + " WHERE r.requirement_id = ANY ($1::uuid[])", ids,
                      read_requirement_facts);
}

std::vector<domain::listing_facts> feed_stock::listings_of(std::span<const uuid> hosts) {
  return own_->reread(listing_facts_sql() + " WHERE l.host_id = ANY ($1::uuid[]) AND l.status = 'active'", hosts,
                      read_listing_facts);
}

std::vector<domain::requirement_facts> feed_stock::requirements_of(std::span<const uuid> tenants) {
  return own_->reread(requirement_facts_sql() + " WHERE r.tenant_id = ANY ($1::uuid[]) AND r.status = 'active'",
                      tenants, read_requirement_facts);
}

std::vector<block_pair> feed_stock::blocks_of(std::span<const uuid> people) {
  return database{pool_}.read([&](transaction& t) {
    return blocks_in(t.query("SELECT blocker_id, blocked_id FROM blocked_users WHERE blocker_id = ANY ($1::uuid[])",
                             {array_literal(people)}));
  });
}

std::vector<stored_pair> feed_stock::pairs_of(std::span<const uuid> listing_ids) {
  static const auto sql =
      "SELECT listing_id, requirement_id, state, tenant_action, tenant_swipe_id, host_action, host_swipe_id FROM pair"
      " WHERE listing_id = ANY ($1::uuid[])";
  return database{pool_}.read([&](transaction& t) {
    std::vector<stored_pair> out;
    for (const auto& row : t.query(sql, {array_literal(listing_ids)})) {
      domain::pair_state pair;
      pair.tenant = decision_in(row["tenant_action"], row["tenant_swipe_id"]);
      pair.host = decision_in(row["host_action"], row["host_swipe_id"]);
      pair.phase = enumerator_of<domain::pair_phase>(row["state"]);
      out.push_back({uuid_of(row["listing_id"]), uuid_of(row["requirement_id"]), std::move(pair)});
    }
    return out;
  });
}

std::string feed_stock::horizon() {
  return database{pool_}.read([](transaction& t) {
    return std::string{t.query("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")[0][0].c_str()};
  });
}

/// Both statements see one snapshot.
feed_changes feed_stock::changes_since(const std::string& horizon) {
  return database{pool_}.read([&](transaction& t) {
    feed_changes out;
    out.horizon = t.query("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")[0][0].c_str();
    // Without the value PostgreSQL takes a third of the log for new, and reads all of it; with a join instead of a
    // look-up for each key it reads all entities.
    t.plan_for_parameters();
    const auto rows = t.query(
        "SELECT kind, key, commits, coalesce((SELECT version FROM entity WHERE entity_id = key), 0) AS version"
        " FROM (SELECT kind, key, count(*) AS commits FROM change_log"
        "       WHERE xid >= $1::text::xid8 AND kind IN ('user', 'listing', 'requirement') GROUP BY kind, key) AS c",
        {horizon});
    for (const auto& row : rows) {
      feed_change change{
          {{}, uuid_of(row["key"])}, row["commits"].as<std::int64_t>(), row["version"].as<std::int64_t>()};
      if (domain::from_wire_name(row["kind"].c_str(), change.key.kind)) out.changes.push_back(change);
    }
    return out;
  });
}

}  // namespace homigo::persistence
