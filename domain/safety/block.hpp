// Blocks: one person's wish to neither see nor be seen by another.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/kernel/described/described.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

/// Somebody whom the caller blocks.
struct blocked_user {
  uuid user_id{};
  std::string full_name;
  instant blocked_at{};
};
HOMIGO_DESCRIBED(blocked_user, user_id, full_name, blocked_at)

/// What POST /users/{user_id}/block answers.
struct block_answer {
  uuid user_id{};
  bool blocked = true;
};
HOMIGO_DESCRIBED(block_answer, user_id, blocked)

struct blocked_user_page {
  std::vector<blocked_user> items;
  std::optional<std::string> next_cursor;
};
HOMIGO_DESCRIBED(blocked_user_page, items, next_cursor)

}  // namespace homigo::domain
