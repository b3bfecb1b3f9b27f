#include "modules/safety/safety_module.hpp"

#include "actors/node.hpp"
#include "modules/feed/feed_module.hpp"
#include "modules/safety/routes/blocks.hpp"

namespace homigo::modules {
namespace {

block_news tell(feed_follower& feed) {
  return {[&feed](const auto& blocker, const auto& blocked) { feed.blocked(blocker, blocked); },
          [&feed](const auto& blocker, const auto& blocked) { feed.unblocked(blocker, blocked); }};
}

}  // namespace

safety_module::safety_module(const platform::offer& platform, const platform::earlier_modules& earlier)
    : platform_(platform),
      block_rows_(platform.pool),
      blocks_(block_rows_, platform.clock, tell(earlier.get<feed_module>().follower)) {}

void safety_module::add_to(platform::registry& node) {
  http::add_block_routes(node.routes, blocks_,
                         [this](const std::vector<domain::uuid>&) { platform_.node.sweep_commands(); });
}

}  // namespace homigo::modules
