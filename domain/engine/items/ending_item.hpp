// The end of a pair.
#pragma once

#include <optional>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

/// The end of a pair, with its match if there is one. `command_id`: the durable command that asked for it.
struct ending_item {
  std::int32_t g = 0;
  std::int32_t i = 0;
  uuid listing_id{};
  uuid requirement_id{};
  std::optional<uuid> match_id;
  std::optional<match_status> status;
  std::optional<uuid> ended_by;
  std::optional<uuid> command_id;
  bool already_ended = false;  // only the match's status moves (the other side unmatched too)
  instant at{};
};
HOMIGO_DESCRIBED(ending_item, g, i, listing_id, requirement_id, match_id, status, ended_by, command_id, already_ended,
                 at)

}  // namespace homigo::domain
