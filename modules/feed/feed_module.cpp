#include "modules/feed/feed_module.hpp"

#include "actors/node.hpp"
#include "modules/feed/feed_metrics.hpp"
#include "modules/feed/routes/feed.hpp"
#include "modules/postings/postings_module.hpp"

namespace homigo::modules {

feed_module::feed_module(const platform::offer& platform, const platform::earlier_modules& earlier)
    : settings_(platform.feed),
      stock_rows_(platform.pool, platform.connection),
      memory_(settings_),
      follower(memory_, stock_rows_, platform.clock, settings_),
      posting_pairs_(platform.edge.entities, platform.io),
      pages_(memory_, follower, posting_pairs_, earlier.get<postings_module>().reads(), platform.clock),
      filling_(memory_, follower, earlier.get<postings_module>().reads()) {
  platform.node.tell_news(follower);
  add_feed_metrics(platform.metrics, follower);
  earlier.get<postings_module>().on_rows_changed(
      [this](const domain::entity_key& posting) { follower.rows_changed(posting); });
  follower.on_doubt([&platform](const domain::entity_key& key) { platform.node.entities().reread(key); });
}

void feed_module::add_to(platform::registry& node) {
  http::add_feed_routes(node.routes, pages_);
  node.parts.push_back({"feed follower", [this](const std::stop_token& stop) { follower.run(stop); }});
  node.readiness.push_back([this]() -> domain::result<void> {
    if (!follower.is_ready()) return domain::refusal(domain::errc::overloaded);
    return domain::result<void>{};
  });
  // A quarter of a processor until all are there.
  if (settings_.cards_ahead)
    node.work.push_back({"feed cards", std::chrono::milliseconds{20}, [this] { filling_.step(); }});
}

}  // namespace homigo::modules
