// An entity_store in memory that keeps the promises of homigo_commit_v1, and breaks down when a test wants it to.
#pragma once

#include <deque>
#include <map>
#include <set>

#include "actors/runtime/shard_map.hpp"
#include "persistence/entity_store.hpp"

namespace homigo::tests {

/// What becomes of an operation of the store.
enum class fate : std::uint8_t {
  done,
  rolled_back,      // commit: not written, said so; load: the database cannot be reached
  unknown_written,  // the connection is lost after the commit …
  unknown_lost,     // … or before it
  silent,           // not done, and nobody is ever told
};

struct stored_match {
  domain::uuid match_id{};
  domain::uuid listing_id{};
  domain::uuid requirement_id{};
};

struct stored_message {
  domain::message_item item;
  std::int64_t sequence = 0;
};

/// Operations wait until finish() is called: the test decides about their order. For one thread.
class fake_entity_store final : public persistence::entity_store {
public:
  using pair_key = std::pair<domain::uuid, domain::uuid>;  // listing, requirement

  void load(domain::entity_key key, std::function<void(std::optional<persistence::stored_entity>)> done) override;
  void commit(std::size_t lane, domain::commit_batch batch,
              std::function<void(persistence::commit_outcome)> done) override;
  void save(persistence::pair_snapshot snapshot) override { snapshots.push_back(std::move(snapshot)); }
  void waiting_commands(std::size_t limit, std::function<void(std::vector<waiting_command>)> done) override;
  void stop() override {}

  std::size_t waiting() const { return operations_.size(); }
  /// Ends the `i`th of the waiting operations. Commits of one lane end in their order, whichever is named.
  void finish(std::size_t i, fate what = fate::done);

  /// Who a posting belongs to, and that it is live.
  void add_posting(domain::entity_key key, const domain::uuid& owner);
  void add_conversation(const domain::uuid& id, const domain::uuid& tenant, const domain::uuid& host);
  /// As if another node had taken the shard; the claims that are valid from now on.
  std::vector<domain::shard_claim> raise_epoch(std::uint16_t shard);
  std::vector<domain::shard_claim> claims() const;

  domain::uuid incarnation{{9}};
  std::map<domain::uuid, persistence::stored_posting> postings;
  std::map<domain::uuid, persistence::stored_conversation> conversations;
  std::map<domain::uuid, std::int64_t> versions;
  std::map<pair_key, domain::pair_state> pairs;
  std::map<domain::uuid, std::vector<stored_message>> messages;
  std::vector<stored_match> matches;
  std::map<domain::uuid, std::vector<std::string>> events;  // by user, in their order
  std::set<domain::uuid> consumed;                          // durable commands
  std::vector<waiting_command> commands;                    // durable, waiting
  std::vector<persistence::pair_snapshot> snapshots;
  std::vector<domain::commit_batch> batches;  // as they came
  std::vector<domain::entity_key> loads;      // likewise

  /// Of an item's facts; an errc's name, "" = allowed.
  std::function<std::string(const domain::swipe_item&)> judge = [](const auto&) { return std::string{}; };
  /// Data that the database rejects (SQLSTATE 22, 23), wherever it stands in the batch.
  std::function<bool(const domain::swipe_item&)> is_wrong = [](const auto&) { return false; };

private:
  struct operation {
    std::optional<std::size_t> lane;
    std::function<void(fate)> run;
  };

  persistence::stored_entity read(const domain::entity_key& key) const;
  persistence::commit_outcome write(const domain::commit_batch& batch);
  bool fenced(const domain::commit_batch& batch) const;
  bool rejected(const domain::commit_batch& batch) const;
  void refuse(const domain::commit_batch& batch, std::set<std::int32_t>& dropped, domain::commit_report& report) const;
  void write_swipe(const domain::swipe_item& item, domain::commit_report& report);
  void write_undo(const domain::undo_item& item);
  void write_ending(const domain::ending_item& item, domain::commit_report& report);
  void write_message(const domain::message_item& item, domain::commit_report& report);
  void write_posting(const domain::posting_item& item, domain::commit_report& report);
  struct item_place {
    std::int32_t g = 0;
    std::int32_t i = 0;
  };
  void tell(const domain::uuid& user, std::string event, const domain::uuid& reference, item_place item,
            domain::commit_report& report);
  void tell_both(const pair_key& pair, const std::string& event, const domain::uuid& reference, item_place item,
                 domain::commit_report& report);

  std::deque<operation> operations_;
  std::array<std::int64_t, domain::shard_count> epochs_ = [] {
    std::array<std::int64_t, domain::shard_count> all{};
    all.fill(1);
    return all;
  }();
};

}  // namespace homigo::tests
