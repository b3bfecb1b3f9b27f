#include "persistence/postgres/commit/shard_ownership.hpp"

#include <pqxx/result>

#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {
namespace {

std::vector<domain::shard_claim> claims(const pqxx::result& rows) {
  std::vector<domain::shard_claim> out;
  for (const auto& row : rows) out.push_back({row[0].as<std::int32_t>(), row[1].as<std::int64_t>()});
  return out;
}

}  // namespace

domain::result<std::vector<domain::shard_claim>> shard_ownership::take_all() {
  return database_.write([&](transaction& t) -> domain::result<std::vector<domain::shard_claim>> {
    // One taker at a time; released with the transaction.
    t.query("SELECT pg_advisory_xact_lock(hashtext('homigo shard ownership'))");
    const auto others = t.query(
        // No lease is longer than five seconds: one that seems to be was given before the clock was set back.
        "SELECT address FROM node WHERE state IN ('joining', 'up', 'leaving') AND address <> $1 AND lease_until > "
        "clock_timestamp() AND lease_until < clock_timestamp() + interval '10 s'",
        {address_});
    if (!others.empty())
      return domain::failure{domain::errc::conflict,
                             "Another node serves this database: " + others[0][0].as<std::string>()};
    t.execute("UPDATE node SET state = 'dead' WHERE state NOT IN ('dead', 'left')");
    t.execute(
        "INSERT INTO node (incarnation, address, state, lease_until) VALUES ($1, $2, 'up', clock_timestamp() + "
        "interval '5 s')",
        {incarnation_, address_});
    t.execute("UPDATE pending_command SET due_at = clock_timestamp() WHERE due_at > clock_timestamp()");
    return claims(t.query("UPDATE shard SET owner = $1, epoch = epoch + 1 RETURNING shard_id, epoch", {incarnation_}));
  });
}

bool shard_ownership::renew() {
  return database_.write([&](transaction& t) {
    return t.execute(
               "UPDATE node SET lease_until = clock_timestamp() + interval '5 s' WHERE incarnation = $1 AND state IN "
               "('up', 'leaving')",
               {incarnation_}) == 1;
  });
}

std::vector<domain::shard_claim> shard_ownership::owned() {
  return database_.read([&](transaction& t) {
    return claims(t.query("SELECT shard_id, epoch FROM shard WHERE owner = $1", {incarnation_}));
  });
}

void shard_ownership::leave() {
  database_.write(
      [&](transaction& t) { t.execute("UPDATE node SET state = 'left' WHERE incarnation = $1", {incarnation_}); });
}

}  // namespace homigo::postgres
