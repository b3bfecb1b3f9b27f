// Everything of a node below its edge on a real database: actors, lanes, the feed in memory.
#pragma once

#include <map>
#include <mutex>

#include "actors/node.hpp"
#include "gateways/system/system_sources.hpp"
#include "modules/feed/feed_follower.hpp"
#include "modules/feed/pair_source.hpp"
#include "modules/postings/posting_reads.hpp"
#include "support/commit_world.hpp"

namespace homigo::tests {

/// Answers of actors as futures.
class awaited_replies final : public actors::reply_port {
public:
  std::pair<actors::ticket, std::future<actors::reply>> expect();
  void answer(actors::ticket to, actors::reply what) noexcept override;

private:
  std::mutex mutex_;
  actors::ticket last_ = 0;
  std::map<actors::ticket, std::promise<actors::reply>> open_;
};

class node_world : public commit_world, public modules::pair_source {
public:
  node_world();
  ~node_world() override;

  /// To be called when people and postings are there.
  void start();
  template <class Command>
  std::future<actors::reply> ask(const domain::entity_key& key, Command command) {
    auto [ticket, answered] = replies_.expect();
    node->entities().tell(key, std::move(command), actors::request_context{ticket});
    return std::move(answered);
  }
  /// As the actor says.
  domain::result<domain::posting_pairs> pairs_of(const domain::entity_key& posting, const domain::uuid& owner) override;
  /// All that is idle leaves memory.
  void put_to_sleep();
  /// Until no durable command is left; throws after ten seconds.
  void carry_out_commands();

  gateways::system_clock clock;
  gateways::system_random random;
  gateways::time_ordered_ids ids{clock, random};
  persistence::posting_reads posting_rows{database.pool()};
  persistence::feed_stock stock{database.pool(), {database.conninfo()}};
  modules::live_feed memory{feed::settings{}};
  modules::feed_follower follower{memory, stock, clock, {}};
  std::unique_ptr<actors::node> node;

private:
  metrics::registry metrics_;
  awaited_replies replies_;
  std::chrono::steady_clock::time_point steady_ = std::chrono::steady_clock::now();
};

}  // namespace homigo::tests
