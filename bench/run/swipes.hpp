// The swipes of a busy hour: many people on many listings, or most of them on one.
#pragma once

#include <deque>

#include "bench/run/stage.hpp"

namespace homigo::bench {

/// Distinct pairs of random tenants and listings, and hosts who like back.
class swipes final : public load::request_source {
public:
  static constexpr unsigned likes_percent = 50;    // of tenants' swipes
  static constexpr unsigned answers_percent = 10;  // of all but hot ones: hosts who like back one who liked
  /// As many people as swipe at one moment: two lanes with a batch under way and one gathering take a hundred each.
  static constexpr std::size_t connections = 512;
  /// Fewer than would fill the queue of a hot listing (`actors.queue_limit`): more of them are refused with 503.
  static constexpr std::size_t hot_connections = 256;

  /// So many of a hundred swipes go to one listing, each by another tenant than the one before.
  explicit swipes(stage& on, unsigned hot_percent = 0);

  /// So many swipes touch every listing, host and tenant once.
  std::size_t first_touches() const { return spread_touches() + hot_tenants_; }

  std::string_view next(std::size_t slot) override;
  void answered(std::size_t slot, unsigned status, std::string_view body) override;
  void took(std::size_t slot, load::histogram::duration time) override;

  /// Latencies since forget_times(): of swipes on the hot listing, and of all others.
  const load::histogram& hot() const { return hot_; }
  const load::histogram& others() const { return others_; }
  void forget_times() { hot_ = others_ = {}; }

private:
  struct offer {
    const person* host;
    std::size_t listing;
  };
  struct swipe {
    const person* tenant;
    offer at;
    bool is_answer;
    bool is_like;
    bool is_hot;
  };

  std::size_t spread_touches() const;
  const person& tenant(std::size_t number) const { return on_.cast.tenants[number % on_.cast.tenants.size()]; }
  swipe draw();
  swipe first_touch(std::size_t turn);
  swipe spread();
  swipe on_the_hot_one();
  bool likes() { return on_.dice() % 100 < likes_percent; }

  stage& on_;
  const unsigned hot_percent_;
  std::vector<swipe> sent_;  // by connection
  std::deque<swipe> liked_;
  std::vector<offer> offers_;
  offer hot_offer_{};
  std::size_t first_tenant_;
  std::size_t active_;           // tenants from there on
  std::size_t hot_tenants_ = 0;  // behind those
  std::size_t turn_ = 0;
  std::size_t hot_turn_ = 0;
  load::histogram hot_, others_;
  std::string text_;
  std::string body_;
};

/// Everything that takes part is in memory afterwards.
load::load_result touch_first(stage& on, swipes& source);

}  // namespace homigo::bench
