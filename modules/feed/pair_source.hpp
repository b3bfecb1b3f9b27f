// Where the pairs of a posting are read when they are not in memory.
#pragma once

#include "domain/engine/entity.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/matching/pair_sides.hpp"

namespace homigo::modules {

class pair_source {
public:
  virtual ~pair_source() = default;
  /// As their owner's side sees them. Blocks; thread-safe. Fails with not_found for another's posting, and as entities
  /// do that cannot answer now.
  virtual domain::result<domain::posting_pairs> pairs_of(const domain::entity_key& posting,
                                                         const domain::uuid& owner) = 0;
};

}  // namespace homigo::modules
