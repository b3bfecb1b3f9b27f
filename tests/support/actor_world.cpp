#include "support/actor_world.hpp"

namespace homigo::tests {

using domain::entity_kind;
using domain::pair_side;
using domain::uuid;

void recording_port::answer(actors::ticket to, actors::reply what) noexcept { answers[to].push_back(std::move(what)); }

uuid numbered(std::uint64_t number) {
  uuid id{};
  for (std::size_t i = 0; i < 8; ++i) id.data[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

domain::instant hand_clock::now() const {
  if (failures > 0) {
    --failures;
    throw std::runtime_error("no time");
  }
  return at;
}

uuid numbered_ids::next() {
  if (failures > 0) {
    --failures;
    throw std::runtime_error("no identifier");
  }
  return numbered(++last);
}

actor_world::actor_world(std::uint64_t seed, const actors::settings& limits) : random(seed) {
  node = std::make_unique<actors::node>(
      limits, store.incarnation, store.claims(), clock, ids, store, replies, metrics, [this] { ++fenced; },
      actors::scheduling::by_hand);
  node->tick(steady);
  run_messages();
}

actor_world::~actor_world() = default;

caf::scheduler::test_coordinator& actor_world::scheduler() {
  return static_cast<caf::scheduler::test_coordinator&>(node->system().scheduler());
}

void actor_world::run_message(std::size_t i) {
  auto& jobs = scheduler().jobs;
  ++deliveries;
  std::swap(jobs.front(), jobs[i]);
  scheduler().run_once();
}

bool actor_world::step() {
  const auto messages = scheduler().jobs.size();
  const auto all = messages + store.waiting();
  if (all == 0) return false;
  const auto i = random() % all;
  if (i < messages)
    run_message(i);
  else
    store.finish(i - messages, fate_of_next());
  return true;
}

void actor_world::run() {
  while (step()) {
  }
}

void actor_world::run_messages() {
  while (!scheduler().jobs.empty()) run_message(random() % scheduler().jobs.size());
}

void actor_world::pass(std::chrono::seconds by) {
  steady += by;
  clock.at += by;
  node->tick(steady);
}

void actor_world::drain() {
  for (std::uint16_t shard = 0; shard < domain::shard_count; ++shard)
    actors::send_to(node->entities().supervisor_of(shard), actors::drain{{}});
}

void actor_world::attach(domain::entity_key user, std::shared_ptr<actors::push_sink> device) {
  node->entities().devices().attach(user.id, device);
  send(user, actors::attach_sink{std::move(device)});
}

void actor_world::detach(domain::entity_key user, std::shared_ptr<actors::push_sink> device) {
  node->entities().devices().detach(user.id, device);
  send(user, actors::detach_sink{std::move(device)});
}

std::string actor_world::outcome(actors::ticket of) const {
  const auto found = replies.answers.find(of);
  if (found == replies.answers.end()) return {};
  const auto& first = found->second.front();
  return first ? "ok" : std::string{domain::to_string(first.error().code)};
}

actors::shard_supervisor_state& actor_world::supervisor_of(domain::entity_key key) {
  auto* actor = caf::actor_cast<caf::abstract_actor*>(node->entities().supervisor_of(domain::shard_of(key)));
  return dynamic_cast<caf::stateful_actor<actors::shard_supervisor_state>&>(*actor).state;
}

bool actor_world::is_live(domain::entity_key key) {
  const auto& children = supervisor_of(key).children;
  const auto found = children.find(key);
  return found != children.end() && found->second.now == actors::shard_supervisor_state::phase::live;
}

void actor_world::kill(domain::entity_key key) {
  caf::anon_send_exit(supervisor_of(key).children.at(key).actor, caf::exit_reason::kill);
}

const actors::requirement_state& actor_world::requirement(uuid id) {
  const domain::entity_key key{entity_kind::requirement, id};
  auto* actor = caf::actor_cast<caf::abstract_actor*>(supervisor_of(key).children.at(key).actor);
  return dynamic_cast<actors::requirement_actor::stateful_pointer<actors::requirement_state>>(actor)->state;
}

one_pair::one_pair(actor_world& world, std::uint64_t number)
    : tenant(numbered(100 + number)),
      host(numbered(200 + number)),
      requirement{entity_kind::requirement, numbered(300 + number)},
      listing{entity_kind::listing, numbered(400 + number)} {
  world.store.add_posting(requirement, tenant);
  world.store.add_posting(listing, host);
}

actors::swipe_on_pair one_pair::by(pair_side side, domain::swipe_action action) const {
  return {requirement.id, side == pair_side::tenant ? tenant : host, side, action};
}

}  // namespace homigo::tests
