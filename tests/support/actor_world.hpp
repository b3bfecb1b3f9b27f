// One node whose actors, store and time a test moves on step by step, in an order that only the seed decides.
#pragma once

#include <caf/scheduler/test_coordinator.hpp>
#include <random>

#include "actors/node.hpp"
#include "actors/pairs/pair_protocol.hpp"
#include "actors/postings/requirement_actor.hpp"
#include "actors/runtime/shard_supervisor.hpp"
#include "actors/sessions/session_protocol.hpp"
#include "support/fake_entity_store.hpp"

namespace homigo::tests {

/// Answers, and how often each ticket got one.
class recording_port final : public actors::reply_port {
public:
  void answer(actors::ticket to, actors::reply what) noexcept override;

  std::map<actors::ticket, std::vector<actors::reply>> answers;
};

/// Both may be told to fail: the command that asks then throws, when it arrives or when it is decided.
class numbered_ids final : public domain::id_source {
public:
  domain::uuid next() override;

  std::uint64_t last = 1'000'000;
  int failures = 0;  // of the next calls
};

class hand_clock final : public domain::clock {
public:
  domain::instant now() const override;

  mutable int failures = 0;  // of the next calls
  domain::instant at{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
};

domain::uuid numbered(std::uint64_t number);

class actor_world {
public:
  explicit actor_world(std::uint64_t seed = 1, const actors::settings& limits = {});
  ~actor_world();

  /// One message or one operation of the store, whichever chance picks; false when there is none.
  bool step();
  /// Until nothing is left to do.
  void run();
  /// All messages, but no operation of the store.
  void run_messages();
  /// Time passes for clock, supervisors and lanes alike.
  void pass(std::chrono::seconds by);
  void drain();

  template <class Command>
  actors::ticket send(domain::entity_key key, Command command, domain::instant deadline = domain::instant::max()) {
    node->entities().tell(key, std::move(command), actors::request_context{++last_ticket, deadline});
    return last_ticket;
  }

  /// A device connects or goes, as the edge tells it.
  void attach(domain::entity_key user, std::shared_ptr<actors::push_sink> device);
  void detach(domain::entity_key user, std::shared_ptr<actors::push_sink> device);

  /// "" while nobody has answered, "ok", or the errc's name.
  std::string outcome(actors::ticket of) const;
  template <class Answer>
  Answer answer(actors::ticket of) const {
    Answer out{};
    const auto& bytes = replies.answers.at(of).at(0).value();
    if (!codec::from_binary(bytes, out)) throw std::runtime_error("not such an answer");
    return out;
  }

  caf::scheduler::test_coordinator& scheduler();
  actors::shard_supervisor_state& supervisor_of(domain::entity_key key);
  bool is_live(domain::entity_key key);
  /// The actor, whose mailbox is lost, as if it had failed outside of a command.
  void kill(domain::entity_key key);
  /// Of a live requirement.
  const actors::requirement_state& requirement(domain::uuid id);
  std::size_t running() { return node->system().registry().running(); }

  std::mt19937_64 random;
  hand_clock clock;
  numbered_ids ids;
  fake_entity_store store;
  metrics::registry metrics;
  recording_port replies;
  /// Of the operation that comes next.
  std::function<fate()> fate_of_next = [] { return fate::done; };
  int fenced = 0;
  actors::ticket last_ticket = 0;
  /// Messages that actors have taken in.
  std::size_t deliveries = 0;
  std::chrono::steady_clock::time_point steady{std::chrono::hours{1000}};
  std::unique_ptr<actors::node> node;

private:
  void run_message(std::size_t i);
};

/// A tenant's requirement and a host's listing, all in shards of their own.
struct one_pair {
  explicit one_pair(actor_world& world, std::uint64_t number = 0);

  actors::swipe_on_pair by(domain::pair_side side, domain::swipe_action action) const;

  domain::uuid tenant;
  domain::uuid host;
  domain::entity_key requirement;
  domain::entity_key listing;
};

}  // namespace homigo::tests
