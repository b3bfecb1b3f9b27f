// Who owns the shards, as the database knows it: leases of nodes, owner and epoch of shards.
#pragma once

#include <vector>

#include "domain/engine/commit.hpp"
#include "domain/kernel/errors/errc.hpp"

namespace homigo::postgres {

class database;

class shard_ownership {
public:
  /// `address` tells nodes apart: two processes on one data folder never run at once (its lock), so whoever had the
  /// same address before is gone.
  shard_ownership(database& db, domain::uuid incarnation, std::string address)
      : database_(db), incarnation_(incarnation), address_(std::move(address)) {}

  /// Enters this node and takes every shard, raising its epoch. Fails with conflict while another address has a lease.
  domain::result<std::vector<domain::shard_claim>> take_all();
  /// The lease for another five seconds; false when this node has been declared dead or gone.
  [[nodiscard]] bool renew();
  /// The shards that are ours now.
  std::vector<domain::shard_claim> owned();
  void leave();

private:
  database& database_;
  domain::uuid incarnation_;
  std::string address_;
};

}  // namespace homigo::postgres
