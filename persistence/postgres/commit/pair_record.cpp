#include "persistence/postgres/commit/pair_record.hpp"

#include "codec/binary.hpp"
#include "codec/fingerprint.hpp"
#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::postgres {

HOMIGO_TABLE(pair_record)

namespace {

using domain::standing_swipe;

std::optional<standing_swipe> swipe(const std::optional<domain::uuid>& id,
                                    const std::optional<domain::swipe_action>& action,
                                    const std::optional<domain::instant>& at) {
  if (!id || !action) return std::nullopt;
  return standing_swipe{*id, *action, at.value_or(domain::instant{})};
}

struct pair_list {
  std::vector<pair_record> pairs;
};
HOMIGO_DESCRIBED(pair_list, pairs)
HOMIGO_TABLE(pair_list)

}  // namespace

std::int32_t snapshot_format() {
  static const auto format = codec::fingerprint(domain::descriptor<pair_list>());
  return format;
}

persistence::stored_pair to_pair(const pair_record& r) {
  persistence::stored_pair pair{r.listing_id, r.requirement_id, {}};
  pair.state.tenant = swipe(r.tenant_swipe_id, r.tenant_action, r.tenant_at);
  pair.state.host = swipe(r.host_swipe_id, r.host_action, r.host_at);
  pair.state.phase = r.state;
  pair.state.match_id = r.match_id;
  pair.state.conversation_id = r.conversation_id;
  pair.state.status = r.match_status.value_or(domain::match_status::active);
  return pair;
}

pair_record to_record(const persistence::stored_pair& pair) {
  pair_record r;
  r.listing_id = pair.listing_id;
  r.requirement_id = pair.requirement_id;
  if (const auto& s = pair.state.tenant)
    r.tenant_swipe_id = s->swipe_id, r.tenant_action = s->action, r.tenant_at = s->at;
  if (const auto& s = pair.state.host) r.host_swipe_id = s->swipe_id, r.host_action = s->action, r.host_at = s->at;
  r.state = pair.state.phase;
  r.match_id = pair.state.match_id;
  r.conversation_id = pair.state.conversation_id;
  if (r.match_id) r.match_status = pair.state.status;
  return r;
}

std::string encode_pairs(const std::vector<persistence::stored_pair>& pairs) {
  pair_list list;
  list.pairs.reserve(pairs.size());
  for (const auto& p : pairs) list.pairs.push_back(to_record(p));
  return codec::to_binary(list);
}

std::optional<std::vector<persistence::stored_pair>> decode_pairs(std::string_view bytes) {
  pair_list list;
  if (!codec::from_binary(bytes, list)) return std::nullopt;
  std::vector<persistence::stored_pair> pairs;
  pairs.reserve(list.pairs.size());
  for (const auto& r : list.pairs) pairs.push_back(to_pair(r));
  return pairs;
}

}  // namespace homigo::postgres
