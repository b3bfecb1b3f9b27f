// The `data` of a batch of events, loaded with one query for each kind.
#pragma once

#include <span>
#include <string>
#include <unordered_map>

#include "modules/notifications/event_reads.hpp"

namespace homigo::persistence {
class conversation_reads;
class match_reads;
class profile_repository;
}  // namespace homigo::persistence

namespace homigo::modules {

class event_data {
public:
  event_data(std::span<const persistence::stored_event> events, const domain::uuid& user_id,
             persistence::match_reads& matches, persistence::conversation_reads& conversations,
             persistence::profile_repository& accounts, domain::instant now);

  /// JSON; kinds that are not read by reference carry their detail. What is gone since, or may no longer be
  /// seen, leaves its identifier alone.
  std::string of(const persistence::stored_event& event) const;

private:
  using json_by_id = std::unordered_map<domain::uuid, std::string, domain::uuid_hash>;

  json_by_id matches_;
  json_by_id endings_;
  json_by_id likes_;
  json_by_id messages_;
  json_by_id accounts_;
};

}  // namespace homigo::modules
