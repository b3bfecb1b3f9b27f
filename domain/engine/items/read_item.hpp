// How far a participant has read.
#pragma once

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

struct read_item {
  std::int32_t g = 0;
  std::int32_t i = 0;
  uuid conversation_id{};
  uuid reader_id{};
  std::int64_t sequence = 0;
  instant at{};
};
HOMIGO_DESCRIBED(read_item, g, i, conversation_id, reader_id, sequence, at)

}  // namespace homigo::domain
