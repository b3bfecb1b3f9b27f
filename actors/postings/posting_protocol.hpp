// Commands that listings and requirements share: their owner changes content or life.
#pragma once

#include <caf/typed_actor.hpp>

#include "actors/runtime/entity_protocol.hpp"

namespace homigo::actors {

/// Makes the posting or lays a JSON body over its content. A missing posting can only be made, an existing one only
/// by its maker again (a retry, which answers what stands).
struct edit_posting {
  domain::uuid owner_id{};
  bool create = false;
  std::string body;                              // JSON, as it came; empty = only the status
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
    caf::reacts_to<request_context, edit_posting>,
    // A durable command after a payment; answered with posting_settled.
    caf::reacts_to<request_context, publish_posting>,
    // The clock says that the posting's validity is over; nobody waits for the answer.
    caf::reacts_to<request_context, expire_posting>,
    // The owner's feed or inbox has to be read anew; answered at once, of what is committed.
    caf::reacts_to<request_context, look_at_pairs>>;

}  // namespace homigo::actors

HOMIGO_LOCAL_MESSAGE(homigo::actors::edit_posting)
HOMIGO_LOCAL_MESSAGE(homigo::actors::publish_posting)
HOMIGO_LOCAL_MESSAGE(homigo::actors::expire_posting)
HOMIGO_LOCAL_MESSAGE(homigo::actors::look_at_pairs)
