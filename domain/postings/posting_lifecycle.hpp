// The life of a posting, of either kind.
//
//   draft ──publish──► active ⇄ paused        publish and renew: photos complete (listings), paid or covered by a plan
//                        │ └──► fulfilled (requirement) or rented (listing)
//   active, paused ──validity over──► expired ──renew──► active
//   any ──► deleted
#pragma once

#include <optional>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

enum class posting_kind : std::uint8_t { requirement, listing };

struct posting_life {
  posting_status status = posting_status::draft;
  std::optional<instant> published_at;  // first publishing
  std::optional<instant> valid_until;
  bool operator==(const posting_life&) const = default;
};

/// What publishing asks of the rest of the world.
struct publishing_conditions {
  bool photos_complete = false;  // not asked of requirements
  bool entitled = false;         // an unspent payment for this posting, or a plan
  std::chrono::days validity{30};
};

/// When refused or unchanged, `next` is the life as it was.
struct posting_transition {
  std::optional<errc> refusal;
  bool changed = false;
  posting_life next;
  bool spends_entitlement = false;  // validity begins anew
  bool ends_pairs = false;          // over for good: the pairs of this posting end with it
};

/// What its owner asks for. The status it has already is no change. Refusals: wrong_state, photo_sequence_incomplete,
/// payment_required.
posting_transition request_status(posting_kind kind, const posting_life& life, posting_status wanted,
                                  const publishing_conditions& conditions, instant now);

/// What the clock does when the validity of an active or paused posting is over; otherwise no change.
posting_transition expire(const posting_life& life, instant now);

/// Over for good: nothing brings the posting back.
bool is_over(posting_status status);

}  // namespace homigo::domain
