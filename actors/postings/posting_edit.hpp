// What an owner's edit means for a posting: decided on the committed posting, the same for listings and requirements.
#pragma once

#include "actors/postings/posting_protocol.hpp"
#include "actors/runtime/commit_queue.hpp"
#include "domain/postings/posting_lifecycle.hpp"

namespace homigo::actors {

/// An edit ready to be committed; `content` is the posting's content afterwards, in binary form.
struct planned_edit {
  domain::posting_item item;
  std::string content;
};

/// Nothing to plan when the posting stands as wanted already. Fails with not_found (not the owner's, not there,
/// deleted), precondition_failed, invalid_fields, malformed_request, wrong_state.
domain::result<std::optional<planned_edit>> plan_edit(domain::entity_key key,
                                                      const std::optional<persistence::stored_posting>& posting,
                                                      const edit_posting& wanted, domain::instant now);

/// The command as work for the queue of a posting's actor; `posting` lives as long as the queue does.
commit_queue::work edit_work(const entity_context& context, domain::entity_key key,
                             std::optional<persistence::stored_posting>& posting, request_context from,
                             const edit_posting& wanted);
commit_queue::work publish_work(const entity_context& context, domain::entity_key key,
                                std::optional<persistence::stored_posting>& posting, request_context from,
                                const publish_posting& wanted);
commit_queue::work expire_work(const entity_context& context, domain::entity_key key,
                               std::optional<persistence::stored_posting>& posting, request_context from);

}  // namespace homigo::actors
