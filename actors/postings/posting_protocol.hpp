// Commands that listings and requirements share: their owner changes content or life.
#pragma once

#include <variant>

#include "actors/runtime/entity_protocol.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"

namespace homigo::actors {

using posting_content = std::variant<domain::listing_content, domain::requirement_content>;

/// Makes the posting, or gives it other content. A missing posting can only be made, an existing one only by its maker
/// again (a retry, which answers what stands).
struct edit_posting {
  domain::uuid owner_id{};
  bool create = false;
  std::optional<posting_content> content;        // whole, and valid; none = only the status
  std::optional<std::int64_t> based_on;          // the revision that a change of content was laid over
  std::optional<domain::posting_status> status;  // wanted
  std::optional<std::int64_t> if_match;          // revision
};

/// A payment has come in: go live if everything else is there.
struct publish_posting {
  std::optional<domain::uuid> command_id;
};

/// The posting's validity may be over.
struct expire_posting {};

/// What the posting's owner has decided, and which likes wait: answered with domain::posting_pairs.
struct look_at_pairs {
  domain::uuid user_id{};
};

/// What the others are answered with.
struct posting_settled {
  domain::uuid posting_id{};
  domain::posting_status status{};
  std::int64_t revision = 0;
};
HOMIGO_DESCRIBED(posting_settled, posting_id, status, revision)

using posting_actor = entity_actor::extend<
    // The owner makes, changes, pauses, ends the posting; answered with posting_settled.
    takes<request_context, edit_posting>,
    // A durable command after a payment; answered with posting_settled.
    takes<request_context, publish_posting>,
    // The clock says that the posting's validity is over; nobody waits for the answer.
    takes<request_context, expire_posting>,
    // The owner's feed or inbox has to be read anew; answered at once, of what is committed.
    takes<request_context, look_at_pairs>>;

}  // namespace homigo::actors

HOMIGO_LOCAL_MESSAGE(homigo::actors::edit_posting)
HOMIGO_LOCAL_MESSAGE(homigo::actors::publish_posting)
HOMIGO_LOCAL_MESSAGE(homigo::actors::expire_posting)
HOMIGO_LOCAL_MESSAGE(homigo::actors::look_at_pairs)
