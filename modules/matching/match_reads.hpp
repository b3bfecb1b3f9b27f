// Matches and likes received, as one person may see them.
#pragma once

#include <memory>
#include <span>

#include "domain/kernel/lists/slice.hpp"
#include "domain/matching/inbox.hpp"
#include "domain/matching/match.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

/// `in_force`: not ended, neither blocks the other, both accounts in good standing. Contacts are filled only then;
/// postings come whole and are written for everyone when it is not in force. Then the other's posting is there only as
/// long as everyone may see it, and after a block the other one has no name.
struct match_seen {
  domain::match match;
  bool in_force = false;
};

/// A match, and who wants to see it.
struct match_viewer {
  domain::uuid match_id{};
  domain::uuid user_id{};
};

/// Who decided on a pair.
struct swipe_facts {
  domain::uuid listing_id{};
  domain::uuid requirement_id{};
  domain::pair_side side{};
  domain::uuid swiper_id{};
  bool is_newest_dislike = false;  // of its swiper
  bool is_undone = false;
};

struct match_facts {
  domain::uuid listing_id{};
  domain::uuid requirement_id{};
  domain::uuid tenant_id{};
  domain::uuid host_id{};
  domain::uuid conversation_id{};
  domain::match_status status{};
};

/// Thread-safe; throws domain::unavailable without the database.
class match_reads {
public:
  virtual ~match_reads() = default;

  /// Of `user_id`, newest first, ended ones included.
  virtual slice<match_seen> matches_of(const domain::uuid& user_id, const std::optional<domain::keyset>& after,
                                       std::size_t limit, domain::instant now) = 0;
  /// One for each wanted, in their order; nothing where the viewer takes no part. All in one snapshot.
  virtual std::vector<std::optional<match_seen>> matches(std::span<const match_viewer> wanted, domain::instant now) = 0;

  /// Those of the likes that wait for the person's answer and can be answered now, in no particular order: neither
  /// blocks the other, the other posting is live, the own one active or paused. The rule of modules::inbox_pages in
  /// SQL.
  virtual std::vector<domain::received_like> likes(std::span<const domain::uuid> swipe_ids, const domain::uuid& user_id,
                                                   domain::instant now) = 0;

  virtual std::optional<swipe_facts> swipe_of(const domain::uuid& swipe_id) = 0;
  virtual std::optional<match_facts> match_parties(const domain::uuid& match_id) = 0;
};

/// `pool` must outlive it.
std::unique_ptr<match_reads> make_match_reads(postgres::connection_pool& pool);

}  // namespace homigo::persistence
