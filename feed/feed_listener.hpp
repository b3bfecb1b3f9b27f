// What the actors tell the feed once their commits are taken over, so that the next page knows it.
#pragma once

#include "domain/engine/entity.hpp"
#include "domain/matching/pair_decision.hpp"

namespace homigo::feed {

/// A pair as it stands after a commit of its listing.
struct pair_news {
  domain::uuid listing_id{};
  domain::uuid requirement_id{};
  domain::pair_state pair;
  domain::pair_side liked_by{};  // whose target's likes moved by `likes_delta`
  std::int32_t likes_delta = 0;
};

/// Called by actors: returns at once, never throws, from any thread.
class feed_listener {
public:
  virtual ~feed_listener() = default;
  virtual void pair_settled(const pair_news& news) noexcept = 0;
  /// Content or life of a posting.
  virtual void posting_changed(const domain::entity_key& key, const domain::uuid& owner) noexcept = 0;
  /// Everything up to this version of the listing has been told; versions come in order, and gaps are noticed.
  virtual void told(const domain::uuid& listing_id, std::int64_t version) noexcept = 0;
};

/// For nodes without a feed.
class no_news final : public feed_listener {
public:
  void pair_settled(const pair_news&) noexcept override {}
  void posting_changed(const domain::entity_key&, const domain::uuid&) noexcept override {}
  void told(const domain::uuid&, std::int64_t) noexcept override {}
};

}  // namespace homigo::feed
