// The actor of one requirement: owner of its content and life, with what listings have told it about their pairs.
#pragma once

#include <unordered_map>

#include "actors/pairs/pair_protocol.hpp"
#include "actors/runtime/commit_queue.hpp"

namespace homigo::actors {

/// What a requirement remembers of a pair: no identifiers and times, which would take megabytes for a keen swiper.
struct pair_summary {
  std::optional<domain::swipe_action> tenant;
  std::optional<domain::swipe_action> host;
  domain::pair_phase phase{};
  bool operator==(const pair_summary&) const = default;
};
pair_summary glance_at(const domain::pair_state& pair);

struct requirement_state {
  static constexpr const char* name = "requirement";

  std::optional<persistence::stored_posting> posting;
  /// A projection, by listing: what was swiped and which likes wait. The listings decide; activation heals it.
  std::unordered_map<domain::uuid, pair_summary, domain::uuid_hash> pairs;
  std::optional<commit_queue> queue;
};

/// @pre `stored` was read after the shard became ours.
requirement_actor::behavior_type requirement(requirement_actor::stateful_pointer<requirement_state> self,
                                             const entity_context* context, caf::actor supervisor,
                                             const std::shared_ptr<persistence::stored_entity>& stored);

}  // namespace homigo::actors
