#include "actors/node.hpp"

#include "actors/admission.hpp"
#include "actors/entity_factory.hpp"

#include <caf/scoped_actor.hpp>

#include "actors/durable_command.hpp"
#include "actors/runtime/commit_lane.hpp"
#include "actors/runtime/shard_supervisor.hpp"

namespace homigo::actors {

node::node(const settings& limits, domain::uuid incarnation, const std::vector<domain::shard_claim>& owned,
           const domain::clock& clock, domain::id_source& ids, persistence::entity_store& store, reply_port& replies,
           metrics::registry& metrics, std::function<void()> on_fenced, scheduling how)
    : settings_(limits),
      stats_(metrics, static_cast<std::size_t>(limits.lanes)),
      shards_(incarnation, std::move(on_fenced)),
      config_(make_system_config(how, static_cast<std::size_t>(limits.scheduler_threads))),
      system_(std::make_unique<caf::actor_system>(*config_)),
      context_{clock,     ids,    store,
               replies,   stats_, region_,
               settings_, {},     {spawn_entity, people_of, person_needed, may_wake},
               &no_news_} {
  shards_.replace(owned);
  spawn_lanes(static_cast<std::size_t>(limits.lanes));
  spawn_supervisors();
}

node::~node() {
  region_.clear();
  for (const auto& supervisor : supervisors_) end_in_order(supervisor);
  for (const auto& lane : context_.lanes) end_in_order(lane);
  supervisors_.clear();
  context_.lanes.clear();
  system_->await_actors_before_shutdown(false);
}

void node::spawn_lanes(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    context_.lanes.push_back(caf::actor_cast<caf::actor>(system_->spawn(commit_lane, i, &context_, &shards_)));
}

void node::spawn_supervisors() {
  for (std::uint16_t shard = 0; shard < domain::shard_count; ++shard) {
    supervisors_.push_back(system_->spawn(shard_supervisor, shard, &context_, &shards_));
    region_.set_supervisor(shard, supervisors_.back());
  }
}

void node::tick(std::chrono::steady_clock::time_point at) {
  const actors::tick now{at};
  for (const auto& lane : context_.lanes) send_to(lane, now);
  for (const auto& supervisor : supervisors_) send_to(supervisor, now);
}

void node::sweep_commands() {
  constexpr std::size_t at_once = 500;
  context_.store.waiting_commands(at_once, [this](std::vector<persistence::entity_store::waiting_command> waiting) {
    for (const auto& command : waiting) deliver(region_, command);
  });
}

bool node::drain(std::chrono::milliseconds patience) {
  caf::scoped_actor self{*system_};
  for (const auto& supervisor : supervisors_) send_to(supervisor, actors::drain{caf::actor_cast<caf::actor>(self)});
  const auto until = std::chrono::steady_clock::now() + patience;
  std::size_t left = supervisors_.size();
  bool timed_out = false;
  while (left > 0 && !timed_out) {
    const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (rest.count() <= 0) return false;
    self->receive([&](drained) { --left; }, caf::after(rest) >> [&] { timed_out = true; });
  }
  return left == 0;
}

}  // namespace homigo::actors
