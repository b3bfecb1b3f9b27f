// Which likes a page of the inbox shows, and where it goes on.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "domain/engine/entity.hpp"
#include "domain/kernel/lists/keyset.hpp"
#include "feed/index.hpp"
#include "feed/own_pairs_cache.hpp"

namespace homigo::modules {

/// One of a person's own postings, with the likes that wait for it.
struct own_inbox {
  domain::entity_key posting;
  std::shared_ptr<const feed::own_pairs> pairs;
};

struct shown_like {
  domain::waiting_like like;
  domain::entity_key own;  // the posting that was liked

  const domain::uuid& listing_id() const { return own.kind == domain::entity_kind::listing ? own.id : like.posting_id; }
  const domain::uuid& requirement_id() const {
    return own.kind == domain::entity_kind::listing ? like.posting_id : own.id;
  }
};

struct inbox_page {
  std::vector<shown_like> likes;
  std::optional<domain::inbox_keyset> next;
};

/// Of a person's inboxes at one moment. What it is given must outlive it.
class inbox_walk {
public:
  inbox_walk(const feed::index& index, const domain::uuid& user, const std::vector<own_inbox>& inboxes,
             domain::instant now)
      : index_(index), user_(user), inboxes_(inboxes), now_(now) {}

  /// `arrived` is the last arrival before the inboxes were looked at.
  inbox_page page(const std::optional<domain::inbox_keyset>& after, std::size_t limit, std::int64_t arrived) const;

private:
  inbox_page in_order(const std::optional<domain::inbox_keyset>& after, std::size_t limit, std::int64_t since) const;
  void add_moved(const domain::inbox_keyset& after, std::size_t limit, inbox_page& page) const;
  void add_shown(const own_inbox& from, std::optional<feed::inbox_place> after, std::size_t count,
                 std::vector<shown_like>& out) const;
  std::vector<shown_like> shown_of(const own_inbox& from, const std::vector<domain::waiting_like>& likes) const;

  const feed::index& index_;
  const domain::uuid user_;
  const std::vector<own_inbox>& inboxes_;
  const domain::instant now_;
};

}  // namespace homigo::modules
