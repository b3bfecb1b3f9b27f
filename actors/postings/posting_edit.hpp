// What an owner's edit means for a posting: decided on the committed posting, the same for listings and requirements.
#pragma once

#include "actors/postings/posting_protocol.hpp"
#include "domain/postings/posting_lifecycle.hpp"

namespace homigo::actors {

/// An edit ready to be committed; `content` is the posting's content afterwards, in binary form.
struct planned_edit {
  domain::posting_item item;
  std::string content;
};

/// Nothing to plan when the posting stands as wanted already. Fails with not_found (not the owner's, not there,
/// deleted), precondition_failed, conflict (the content was laid over another revision), wrong_state.
domain::result<std::optional<planned_edit>> plan_edit(domain::entity_key key,
                                                      const std::optional<persistence::stored_posting>& posting,
                                                      const edit_posting& wanted, domain::instant now);

/// The life that it has by now.
domain::posting_life life_of(const persistence::stored_posting& posting, domain::instant now);

/// What a commit has made of it.
void take_over(std::optional<persistence::stored_posting>& posting, const planned_edit& edit,
               const domain::item_result& result);

}  // namespace homigo::actors
