// The feed: the index of this node, what keeps it true, and its pages.
#pragma once

#include "modules/feed/card_filling.hpp"
#include "modules/feed/feed_follower.hpp"
#include "modules/feed/feed_pages.hpp"
#include "modules/feed/feed_stock.hpp"
#include "modules/feed/live_feed.hpp"
#include "modules/feed/routes/posting_pairs.hpp"
#include "platform/earlier_modules.hpp"
#include "platform/offer.hpp"
#include "platform/registry.hpp"

namespace homigo::modules {

class feed_module {
public:
  feed_module(const platform::offer& platform, const platform::earlier_modules& earlier);
  void add_to(platform::registry& node);

private:
  const feed::settings& settings_;
  persistence::feed_stock stock_rows_;
  live_feed memory_;

public:
  feed_follower follower;
  live_feed& memory() { return memory_; }
  pair_source& pairs() { return posting_pairs_; }

private:
  http::posting_pairs posting_pairs_;
  feed_pages pages_;
  card_filling filling_;
};

}  // namespace homigo::modules
