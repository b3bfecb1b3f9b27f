// Fills the card caches ahead, a few cards at a time, once the index is ready; whoever asks for pages comes first.
#pragma once

#include "modules/feed/feed_follower.hpp"
#include "modules/postings/posting_reads.hpp"

namespace homigo::modules {

/// Used by one thread; blocks. What it is given must outlive it.
class card_filling {
public:
  card_filling(live_feed& memory, const feed_follower& follower, persistence::posting_reads& postings)
      : memory_(memory), follower_(follower), postings_(postings) {}

  /// A portion of those not held yet; false when there is nothing left to do.
  bool step();

private:
  /// Counts what has been asked for since the last step.
  bool gives_way();
  void learn();
  bool fill_listings();
  bool fill_requirements();

  live_feed& memory_;
  const feed_follower& follower_;
  persistence::posting_reads& postings_;
  bool has_learned_ = false;
  std::uint64_t hits_ = 0;
  int waited_ = 0;
  feed::slot listings_done_ = 0;
  feed::slot requirements_done_ = 0;
};

}  // namespace homigo::modules
