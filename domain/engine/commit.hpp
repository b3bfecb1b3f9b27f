// The language of the commit path: what entities ask the database to make true, and what it answers.
//
// A lane turns groups into one `commit_batch`; the function homigo_commit (sql/functions/engine/commit.sql) takes it as
// a value of the composite type of that name, whose columns are named like the fields here, and answers a
// `commit_report` as JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/engine/entity.hpp"
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

/// One side's swipe as the listing decided it. `i` numbers items within their group.
struct swipe_item {
  std::int32_t g = 0;
  std::int32_t i = 0;
  uuid listing_id{};
  uuid requirement_id{};
  uuid swiper_id{};
  pair_side side{};
  swipe_action action{};
  uuid swipe_id{};
  bool is_new = true;            // false: an earlier swipe of this side changes its action
  std::int32_t likes_delta = 0;  // of the target posting's likes_count
  bool notify = false;           // tell the other side of a like
  std::optional<uuid> match_id;  // both like: the match and its conversation to create
  std::optional<uuid> conversation_id;
  instant at{};
};
HOMIGO_DESCRIBED(swipe_item, g, i, listing_id, requirement_id, swiper_id, side, action, swipe_id, is_new, likes_delta,
                 notify, match_id, conversation_id, at)

struct undo_item {
  std::int32_t g = 0;
  std::int32_t i = 0;
  uuid listing_id{};
  uuid requirement_id{};
  uuid swiper_id{};
  pair_side side{};
  uuid swipe_id{};
  instant at{};
};
HOMIGO_DESCRIBED(undo_item, g, i, listing_id, requirement_id, swiper_id, side, swipe_id, at)

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

struct message_item {
  std::int32_t g = 0;
  std::int32_t i = 0;
  uuid conversation_id{};
  uuid message_id{};
  uuid sender_id{};
  message_type type{};
  std::optional<std::string> body;
  std::optional<uuid> attachment_id;
  std::optional<raw_json> visit;
  std::optional<std::string> client_message_id;
  instant at{};
  uuid tenant_id{};  // of the conversation, as its entity knows it
  uuid host_id{};
};
HOMIGO_DESCRIBED(message_item, g, i, conversation_id, message_id, sender_id, type, body, attachment_id, visit,
                 client_message_id, at, tenant_id, host_id)

struct read_item {
  std::int32_t g = 0;
  std::int32_t i = 0;
  uuid conversation_id{};
  uuid reader_id{};
  std::int64_t sequence = 0;
  instant at{};
};
HOMIGO_DESCRIBED(read_item, g, i, conversation_id, reader_id, sequence, at)

/// All items of a group or of a batch, by kind.
struct commit_items {
  std::vector<swipe_item> swipes;
  std::vector<undo_item> undos;
  std::vector<ending_item> endings;
  std::vector<posting_item> postings;
  std::vector<message_item> messages;
  std::vector<read_item> reads;
};
HOMIGO_DESCRIBED(commit_items, swipes, undos, endings, postings, messages, reads)

/// Such a batch takes fewer statements than any other.
inline bool holds_messages_alone(const commit_items& items) {
  return !items.messages.empty() && items.swipes.empty() && items.undos.empty() && items.endings.empty() &&
         items.postings.empty() && items.reads.empty();
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
