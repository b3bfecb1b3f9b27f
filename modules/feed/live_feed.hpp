// The feed index of this node with all that belongs to it: what requests ask, what actors and modules tell, what the
// follower keeps up to date.
#pragma once

#include "feed/applied_versions.hpp"
#include "feed/card_cache.hpp"
#include "feed/feed_listener.hpp"
#include "feed/index.hpp"
#include "feed/own_pairs_cache.hpp"
#include "feed/own_postings.hpp"
#include "feed/settings.hpp"

namespace homigo::modules {

struct live_feed {
  explicit live_feed(const feed::settings& settings);

  feed::index index;
  feed::own_pairs_cache pairs;
  feed::own_postings own;
  feed::card_cache listing_cards;
  feed::card_cache requirement_cards;
  feed::applied_versions told;
};

/// What the cards of all listings have in common: names and words.
std::string general_listing_sample();

}  // namespace homigo::modules
