#include "actors/entity_factory.hpp"

#include <memory>

#include "actors/conversations/conversation_actor.hpp"
#include "actors/postings/listing_actor.hpp"
#include "actors/postings/requirement_actor.hpp"
#include "actors/sessions/session_actor.hpp"

namespace homigo::actors {

caf::actor spawn_entity(caf::local_actor& supervisor, const entity_context& context,
                        persistence::stored_entity stored) {
  const auto owner = caf::actor_cast<caf::actor>(&supervisor);
  const auto key = stored.key;
  const auto shared = std::make_shared<persistence::stored_entity>(std::move(stored));
  switch (key.kind) {
    case domain::entity_kind::user:
      return caf::actor_cast<caf::actor>(supervisor.spawn(session, &context, owner, key));
    case domain::entity_kind::requirement:
      return caf::actor_cast<caf::actor>(supervisor.spawn(requirement, &context, owner, shared));
    case domain::entity_kind::listing:
      return caf::actor_cast<caf::actor>(supervisor.spawn(listing, &context, owner, shared));
    case domain::entity_kind::conversation:
      return caf::actor_cast<caf::actor>(supervisor.spawn(conversation, &context, owner, shared));
  }
  return {};
}

}  // namespace homigo::actors
