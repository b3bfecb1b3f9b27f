#include "support/node_world.hpp"

#include <stdexcept>
#include <thread>

#include "actors/postings/posting_protocol.hpp"

namespace homigo::tests {

std::pair<actors::ticket, std::future<actors::reply>> awaited_replies::expect() {
  const std::lock_guard lock{mutex_};
  auto& promised = open_[++last_];
  return {last_, promised.get_future()};
}

void awaited_replies::answer(actors::ticket to, actors::reply what) noexcept {
  const std::lock_guard lock{mutex_};
  const auto found = open_.find(to);
  if (found == open_.end()) return;
  found->second.set_value(std::move(what));
  open_.erase(found);
}

node_world::node_world() {
  std::vector<domain::shard_claim> owned;
  for (std::int32_t shard = 0; shard < domain::shard_count; ++shard) owned.push_back({shard, 1});
  node = std::make_unique<actors::node>(actors::settings{}, incarnation, owned, clock, ids, *store, replies_, metrics_,
                                        [] {});
  node->tell_news(follower);
  follower.on_doubt([this](const domain::entity_key& key) { node->entities().reread(key); });
}

node_world::~node_world() {
  store->stop();
  node.reset();
}

void node_world::start() { follower.load(); }

domain::result<domain::posting_pairs> node_world::pairs_of(const domain::entity_key& posting,
                                                           const domain::uuid& owner) {
  const auto answered = ask(posting, actors::look_at_pairs{owner}).get();
  if (!answered) return answered.error();
  domain::posting_pairs pairs;
  if (!codec::from_binary(*answered, pairs)) throw std::runtime_error("not the pairs of a posting");
  return pairs;
}

void node_world::put_to_sleep() {
  steady_ += std::chrono::hours{1};
  node->tick(steady_);
}

void node_world::carry_out_commands() {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{10};
  node->sweep_commands();
  while (count("pending_command") > 0) {
    if (std::chrono::steady_clock::now() > until) throw std::runtime_error("a durable command is not carried out");
    std::this_thread::yield();
  }
}

}  // namespace homigo::tests
