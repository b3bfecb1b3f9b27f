// The two directions of the feed, as one piece of code asks for them.
#pragma once

#include "domain/feed/score_maximum.hpp"
#include "modules/feed/feed_cards.hpp"
#include "modules/feed/feed_follower.hpp"

namespace homigo::modules {

/// What a page is made of, beside the direction.
struct feed_parts {
  live_feed& memory;
  persistence::posting_reads& postings;
};

/// A tenant's requirement is shown listings.
struct tenant_side {
  using ranked = domain::ranked_listing;
  using breakdown = domain::listing_score_breakdown;
  static constexpr auto viewer_kind = domain::entity_kind::requirement;
  static constexpr const char* list = "listing feed";
  static constexpr const char* parameter = "requirement_id";
  static constexpr const char* unknown = "You do not have this requirement.";
  static constexpr const char* item = "listing";

  static std::optional<domain::uuid> owner(feed_parts& p, const domain::uuid& viewer) {
    return p.memory.index.owner_of_requirement(viewer);
  }
  static bool owns(feed_parts& p, const domain::uuid& viewer, const domain::uuid& user) {
    return p.postings.owns_requirement(viewer, user);
  }
  static std::vector<domain::uuid> live(feed_parts& p, const domain::uuid& user, domain::instant now) {
    return p.memory.index.live_requirements_of(user, now);
  }
  static std::vector<ranked> search(feed_parts& p, const domain::uuid& viewer, const feed::search_terms& terms,
                                    const feed::exclusion_set& decided) {
    return p.memory.index.listings(viewer, terms, decided);
  }
  static std::vector<domain::relaxation> relax(feed_parts& p, const domain::uuid& viewer, domain::instant now,
                                               const feed::exclusion_set& decided) {
    return p.memory.index.relaxed_listings(viewer, now, decided);
  }
  static breakdown maximum(feed_parts& p, const domain::uuid& viewer) {
    return domain::maximum_of(p.memory.index.weights_of(viewer));
  }
  static feed::card_cache& cards(feed_parts& p) { return p.memory.listing_cards; }
  static card_texts load(feed_parts& p, std::span<const domain::uuid> ids) {
    return load_listing_cards(p.memory.listing_cards, p.postings, ids);
  }
};

/// A host's listing is shown requirements.
struct host_side {
  using ranked = domain::ranked_requirement;
  using breakdown = domain::requirement_score_breakdown;
  static constexpr auto viewer_kind = domain::entity_kind::listing;
  static constexpr const char* list = "requirement feed";
  static constexpr const char* parameter = "listing_id";
  static constexpr const char* unknown = "You do not have this listing.";
  static constexpr const char* item = "requirement";

  static std::optional<domain::uuid> owner(feed_parts& p, const domain::uuid& viewer) {
    return p.memory.index.owner_of_listing(viewer);
  }
  static bool owns(feed_parts& p, const domain::uuid& viewer, const domain::uuid& user) {
    return p.postings.owns_listing(viewer, user);
  }
  static std::vector<domain::uuid> live(feed_parts& p, const domain::uuid& user, domain::instant now) {
    return p.memory.index.live_listings_of(user, now);
  }
  static std::vector<ranked> search(feed_parts& p, const domain::uuid& viewer, const feed::search_terms& terms,
                                    const feed::exclusion_set& decided) {
    return p.memory.index.requirements(viewer, terms, decided);
  }
  static std::vector<domain::relaxation> relax(feed_parts& p, const domain::uuid& viewer, domain::instant now,
                                               const feed::exclusion_set& decided) {
    return p.memory.index.relaxed_requirements(viewer, now, decided);
  }
  static breakdown maximum(feed_parts&, const domain::uuid&) { return domain::requirement_score_maximum(); }
  static feed::card_cache& cards(feed_parts& p) { return p.memory.requirement_cards; }
  static card_texts load(feed_parts& p, std::span<const domain::uuid> ids) {
    return load_requirement_cards(p.memory.requirement_cards, p.postings, ids);
  }
};

}  // namespace homigo::modules
