// A database writer: while one batch commits, the next gathers (group commit without a timer).
#pragma once

#include <deque>
#include <vector>

#include "actors/runtime/entity_context.hpp"
#include "actors/runtime/entity_protocol.hpp"
#include "actors/runtime/shard_map.hpp"

namespace homigo::actors {

/// One entity's wish; it has no other under way until it got a group_outcome.
struct group_request {
  caf::actor requester;
  domain::entity_key key;
  std::int64_t version = 0;
  domain::commit_items items;
  std::chrono::steady_clock::time_point locked_since{};  // when the lane first met a row of it that others hold
};

struct batch_done {
  std::uint64_t batch = 0;  // its number; an outcome that comes after its time is ignored
  persistence::commit_outcome outcome;
};

/// Time to try a group again whose rows were locked.
struct retry_locked {};

using commit_lane_actor = caf::typed_actor<
    // An entity wants its group committed; answered by group_outcome.
    takes<group_request>,
    // The store has finished the batch under way.
    takes<batch_done>,
    // A batch that the store never finishes must not hold up all others: its outcome is unknown.
    takes<tick>,
    // Sent by the lane to itself.
    takes<retry_locked>>;

struct commit_lane_state {
  static constexpr const char* name = "commit_lane";
  using batch = std::vector<group_request>;

  std::deque<group_request> waiting;
  std::deque<batch> halves;  // of batches that failed for one of theirs: they go first, until the culprit is alone
  std::deque<group_request> locked;                    // alone, and still a row is held by somebody else
  std::chrono::steady_clock::time_point locked_due{};  // when the first of them is tried again
  batch under_way;
  std::vector<domain::shard_claim> claims;               // of the batch under way
  std::chrono::steady_clock::time_point failure_told{};  // the last line of the log about one
  std::size_t failures_untold = 0;                       // batches since then
  std::uint64_t number = 0;                              // of the batch under way
  std::chrono::steady_clock::time_point started;
  std::chrono::steady_clock::time_point submitted_at{};  // on the clock of the ticks
  std::chrono::steady_clock::time_point now{};
};

/// `index` names the lane to the store. Entities of one shard always use the same lane.
commit_lane_actor::behavior_type commit_lane(commit_lane_actor::stateful_pointer<commit_lane_state> self,
                                             std::size_t index, const entity_context* context, shard_map* shards);

}  // namespace homigo::actors

HOMIGO_LOCAL_MESSAGE(homigo::actors::group_request)
HOMIGO_LOCAL_MESSAGE(homigo::actors::batch_done)
HOMIGO_LOCAL_MESSAGE(homigo::actors::retry_locked)
