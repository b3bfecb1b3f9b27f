// What an entity has been asked to change: a type for each command, decided by the entity and then taken over.
#pragma once

#include <optional>

#include "actors/runtime/entity_context.hpp"
#include "actors/runtime/envelope.hpp"
#include "domain/engine/commit.hpp"

namespace homigo::actors {

/// Lives in its entity's queue until it is answered. May be decided again when its group was not written.
class command {
public:
  explicit command(const request_context& whence) : from(whence) {}
  virtual ~command() = default;
  command(const command&) = delete;
  command& operator=(const command&) = delete;

  /// Commands on different slots share a group; without one it goes alone.
  virtual std::optional<domain::uuid> slot() const { return std::nullopt; }
  /// On the committed state. Either adds items numbered `i` and returns true, or answers by itself and returns false.
  virtual bool decide(domain::commit_items& items, std::int32_t i) = 0;
  /// Takes over into the state what was committed, and answers.
  virtual void apply(const domain::item_result& result) = 0;
  /// The message it came by, for another activation to decide; it is not used any more.
  virtual caf::message give_back() = 0;

  const request_context from;
  const std::chrono::steady_clock::time_point arrived = std::chrono::steady_clock::now();
};

/// What `Wanted` asks of an entity with this state, which has a commit_queue `queue` and outlives what waits in it.
template <class State, class Wanted>
class command_on : public command {
public:
  command_on(State& of, const request_context& whence, Wanted asked)
      : command(whence), state(of), wanted(std::move(asked)) {}

  caf::message give_back() override { return caf::make_message(from, std::move(wanted)); }

protected:
  const entity_context& context() const { return state.queue->context(); }
  const domain::entity_key& key() const { return state.queue->key(); }
  template <class Answer>
  void answer(const Answer& what) const {
    answer_with(context().replies, from.from, what);
  }
  bool refuse(domain::failure why) const {
    answer_failure(context().replies, from.from, std::move(why));
    return false;
  }
  bool refuse(domain::errc code) const { return refuse(domain::refusal(code)); }

  State& state;
  Wanted wanted;
};

/// For a handler: `wanted` becomes a `Command` in the entity's queue.
template <class Command, class State, class Wanted>
void take(State& state, const request_context& from, Wanted& wanted) {
  state.queue->accept(from, [&] { return std::make_unique<Command>(state, from, std::move(wanted)); });
}

}  // namespace homigo::actors
