// A change of a posting.
#pragma once

#include <optional>

#include "domain/engine/entity.hpp"
#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

/// A change of a posting's content or life, for property_listings and tenant_requirements alike.
struct posting_item {
  std::int32_t g = 0;
  std::int32_t i = 0;
  uuid posting_id{};
  entity_kind kind{};
  uuid owner_id{};
  bool create = false;
  bool publish = false;             // check photos, payment and plan; start validity
  std::optional<raw_json> columns;  // content as columns (codec::append_columns)
  std::optional<posting_status> status;
  std::optional<uuid> command_id;
  instant at{};
};
HOMIGO_DESCRIBED(posting_item, g, i, posting_id, kind, owner_id, create, publish, columns, status, command_id, at)

}  // namespace homigo::domain
