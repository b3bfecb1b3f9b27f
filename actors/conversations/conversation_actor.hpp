// The actor of one match's conversation: puts messages in order, keeps read marks, passes typing on.
#pragma once

#include "actors/conversations/conversation_protocol.hpp"
#include "actors/runtime/commit_queue.hpp"

namespace homigo::actors {

struct conversation_state {
  static constexpr const char* name = "conversation";

  std::optional<persistence::stored_conversation> conversation;
  std::optional<commit_queue> queue;
};

/// @pre `stored` was read after the shard became ours.
conversation_actor::behavior_type conversation(conversation_actor::stateful_pointer<conversation_state> self,
                                               const entity_context* context, caf::actor supervisor,
                                               const std::shared_ptr<persistence::stored_entity>& stored);

}  // namespace homigo::actors
