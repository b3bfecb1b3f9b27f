// What entity actors need of the database: load, commit, snapshot. Asynchronous: no actor ever waits for it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/engine/commit.hpp"
#include "domain/matching/pair_decision.hpp"

namespace homigo::persistence {

struct stored_posting {
  domain::uuid owner_id{};
  domain::posting_status status{};
  std::optional<domain::instant> valid_until;
  std::int64_t revision = 0;
  std::string content;  // codec::to_binary of listing_content or requirement_content
};

/// One pair as its listing holds it; for requirements the same rows, seen from the other side.
struct stored_pair {
  domain::uuid listing_id{};
  domain::uuid requirement_id{};
  domain::pair_state state;
};

struct stored_conversation {
  domain::uuid tenant_id{};
  domain::uuid host_id{};
  std::int64_t last_sequence = 0;
  bool closed = false;
};

/// An entity as the rows say, read after the shard was ours. What its kind has not is empty; an entity that does not
/// exist has version 0 and nothing.
struct stored_entity {
  domain::entity_key key;
  std::int64_t version = 0;
  std::optional<stored_posting> posting;
  std::vector<stored_pair> pairs;
  std::optional<stored_conversation> conversation;
  bool from_snapshot = false;
};

/// The pairs of a listing at a version. A missing or damaged snapshot only costs time.
struct pair_snapshot {
  domain::entity_key key;
  std::int64_t version = 0;
  std::vector<stored_pair> pairs;
};

struct commit_outcome {
  enum class status : std::uint8_t {
    committed,    // report says what
    fenced,       // HF001: a shard is not ours (any more); nothing was written
    rejected,     // SQLSTATE class 21, 22 or 23: some group's data is wrong; nothing was written
    rolled_back,  // surely not written, and worth another try: cancelled, deadlock after retries, server refuses
    locked,       // surely not written: somebody else holds a row (55P03) longer than a batch may wait for it
    unknown,      // the connection was lost while committing: it may have happened
  };
  status what = status::committed;
  domain::commit_report report;
  std::string cause;  // for the log
};

class entity_store {
public:
  virtual ~entity_store() = default;

  /// `done` gets the entity, or nothing when the database cannot be reached. Called on a thread of
  /// the store, or at once where nothing has to be read.
  virtual void load(domain::entity_key key, std::function<void(std::optional<stored_entity>)> done) = 0;

  /// One batch of a lane; a lane has one batch under way at a time. `done` is called on the lane's thread.
  virtual void commit(std::size_t lane, domain::commit_batch batch, std::function<void(commit_outcome)> done) = 0;

  /// Best effort: overwritten by a newer version, lost without harm.
  virtual void save(pair_snapshot snapshot) = 0;

  /// What waits for entities: durable commands, oldest first, and postings whose validity is over; at most `limit` of
  /// each.
  struct waiting_command {
    std::optional<domain::uuid> command_id;  // none for what the rows themselves say
    domain::entity_key key;
    std::string command;  // end_pair, publish, expire
    std::string payload;  // JSON
  };
  virtual void waiting_commands(std::size_t limit, std::function<void(std::vector<waiting_command>)> done) = 0;

  /// Ends all threads: what is queued is done first, what comes later is not done. Before those who are called back go.
  virtual void stop() = 0;
};

}  // namespace homigo::persistence
