// A pair as a row and as part of a snapshot: one description for both.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/entity_store.hpp"

namespace homigo::postgres {

/// The columns of `pair`, with its match's conversation and status.
struct pair_record {
  domain::uuid listing_id{};
  domain::uuid requirement_id{};
  std::optional<domain::swipe_action> tenant_action;
  std::optional<domain::uuid> tenant_swipe_id;
  std::optional<domain::instant> tenant_at;
  std::optional<domain::swipe_action> host_action;
  std::optional<domain::uuid> host_swipe_id;
  std::optional<domain::instant> host_at;
  domain::pair_phase state{};
  std::optional<domain::uuid> match_id;
  std::optional<domain::uuid> conversation_id;
  std::optional<domain::match_status> match_status;
};
HOMIGO_DESCRIBED(pair_record, listing_id, requirement_id, tenant_action, tenant_swipe_id, tenant_at, host_action,
                 host_swipe_id, host_at, state, match_id, conversation_id, match_status)

persistence::stored_pair to_pair(const pair_record& record);
pair_record to_record(const persistence::stored_pair& pair);

/// The body of a snapshot: whoever stores it stores snapshot_format() and a checksum beside it.
/// The fingerprint of the description: what another release wrote otherwise is not read.
std::int32_t snapshot_format();
std::string encode_pairs(const std::vector<persistence::stored_pair>& pairs);
/// Nothing when the bytes are no list of pairs.
std::optional<std::vector<persistence::stored_pair>> decode_pairs(std::string_view bytes);

}  // namespace homigo::postgres
