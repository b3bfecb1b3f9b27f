// The language of the commit path: what entities ask the database to make true, and what it answers.
//
// A lane turns groups into one `commit_batch`; the function homigo_commit_v1 (sql/functions/engine/kinds.sql) takes it
// as a value of the composite type of that name, whose columns are named like the fields here, and answers a
// `commit_report` as JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/engine/entity.hpp"
#include "domain/engine/items/ending_item.hpp"
#include "domain/engine/items/message_item.hpp"
#include "domain/engine/items/posting_item.hpp"
#include "domain/engine/items/read_item.hpp"
#include "domain/engine/items/swipe_item.hpp"
#include "domain/engine/items/undo_item.hpp"
#include "domain/engine/items/visit_item.hpp"
#include "domain/kernel/described/vocabulary.hpp"

namespace homigo::domain {

/// A shard that the sender believes to own, at this epoch.
struct shard_claim {
  std::int32_t shard = 0;
  std::int64_t epoch = 0;
};
HOMIGO_DESCRIBED(shard_claim, shard, epoch)

/// The atomic part of a batch: everything one entity wants at once. `g` numbers it within the batch.
struct group_claim {
  std::int32_t g = 0;
  uuid entity_id{};
  entity_kind kind{};
  std::int32_t shard = 0;
  std::int64_t version = 0;  // of the state that decided; 0 = the entity does not exist yet
};
HOMIGO_DESCRIBED(group_claim, g, entity_id, kind, shard, version)

/// Every kind of item that a group or a batch may hold: one line each, and its header above. It is judged and written
/// by functions named like the list (sql/functions/engine/kinds.sql), in this order.
// clang-format off
#define HOMIGO_COMMIT_KINDS(kind, then) \
  kind(swipe_item, swipes) then()       \
  kind(undo_item, undos) then()         \
  kind(ending_item, endings) then()     \
  kind(posting_item, postings) then()   \
  kind(message_item, messages) then()   \
  kind(read_item, reads) then()         \
  kind(visit_item, visits)
// clang-format on

#define HOMIGO_KIND_LIST(item, list) std::vector<item> list;
#define HOMIGO_KIND_NAME(item, list) list
#define HOMIGO_KIND_CALL(item, list) f(items.list...);
#define HOMIGO_KIND_COMMA() ,
#define HOMIGO_KIND_NOTHING()

struct commit_items {
  HOMIGO_COMMIT_KINDS(HOMIGO_KIND_LIST, HOMIGO_KIND_NOTHING)
};
HOMIGO_DESCRIBED(commit_items, HOMIGO_COMMIT_KINDS(HOMIGO_KIND_NAME, HOMIGO_KIND_COMMA))

/// Calls `f` once for each kind, with its list of each of the items.
template <class F, class... Items>
void for_each_kind(F f, Items&... items) {
  HOMIGO_COMMIT_KINDS(HOMIGO_KIND_CALL, HOMIGO_KIND_NOTHING)
}

template <class Item>
bool holds_alone(const commit_items& items, std::vector<Item> commit_items::*kind) {
  std::size_t all = 0;
  for_each_kind([&](const auto& list) { all += list.size(); }, items);
  return all > 0 && (items.*kind).size() == all;
}

/// How a batch is committed: those of one common kind take fewer statements than any other.
enum class commit_way : std::uint8_t { any, messages_alone, swipes_alone };

inline commit_way way_of(const commit_items& items) {
  if (holds_alone(items, &commit_items::messages)) return commit_way::messages_alone;
  if (holds_alone(items, &commit_items::swipes)) return commit_way::swipes_alone;
  return commit_way::any;
}

struct commit_batch {
  uuid incarnation{};
  std::vector<shard_claim> shards;
  std::vector<group_claim> groups;
  commit_items items;
};
HOMIGO_DESCRIBED(commit_batch, incarnation, shards, groups, items)

/// An item that the facts do not allow; nothing of its group was written.
struct item_refusal {
  std::int32_t g = 0;
  std::int32_t i = 0;
  std::string code;  // an errc's name
};
HOMIGO_DESCRIBED(item_refusal, g, i, code)

/// What the database decided for an item; only what the item's kind has is present.
struct item_result {
  std::int32_t g = 0;
  std::int32_t i = 0;
  std::optional<uuid> tenant_id;
  std::optional<uuid> host_id;
  std::optional<uuid> message_id;
  std::optional<std::int64_t> sequence;
  std::optional<posting_status> status;
  std::optional<std::int64_t> revision;
  std::optional<instant> valid_until;
  std::optional<bool> duplicate;
  std::optional<instant> at;
};
HOMIGO_DESCRIBED(item_result, g, i, tenant_id, host_id, message_id, sequence, status, revision, valid_until, duplicate,
                 at)

/// A durable event of one user, as it was numbered.
struct user_event {
  uuid user_id{};
  std::int64_t seq = 0;
  std::string event;
  uuid reference{};
  std::int32_t g = 0;  // the item it comes from
  std::int32_t i = 0;
};
HOMIGO_DESCRIBED(user_event, user_id, seq, event, reference, g, i)

struct commit_report {
  std::vector<std::int32_t> stale;  // groups whose entity has moved on: reload and decide again
  std::vector<item_refusal> refused;
  std::vector<item_result> results;
  std::vector<user_event> events;
};
HOMIGO_DESCRIBED(commit_report, stale, refused, results, events)

}  // namespace homigo::domain
