// Who may wake an entity, decided on what the store knows of it and before there is an activation: whoever names an
// identifier that is not theirs must not fill the memory.
#pragma once

#include <array>
#include <optional>

#include "actors/runtime/caf_version.hpp"
#include "persistence/entity_store.hpp"

namespace homigo::actors {

/// The participants of a conversation, the owner of a posting; nil where there is nobody.
std::array<domain::uuid, 2> people_of(const persistence::stored_entity& stored);

bool takes_part(const std::optional<persistence::stored_conversation>& talk, const domain::uuid& user);

/// Who has to be one of the entity's people for the command in `content`; nothing where others may send it too.
std::optional<domain::uuid> person_needed(const caf::message& content);

/// False for a command that the activation would only refuse with not_found: from somebody who is not one of its
/// people, or a swipe on a posting that is not to be seen.
bool may_wake(const persistence::stored_entity& stored, const caf::message& content);

}  // namespace homigo::actors
