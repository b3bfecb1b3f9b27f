// The parts of the server's answers and events that the demo reads.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/kernel/described.hpp"
#include "domain/kernel/uuid.hpp"

namespace homigo::demo {

struct requirement_made {
  domain::uuid requirement_id{};
};
HOMIGO_DESCRIBED(requirement_made, requirement_id)

struct payment_begun {
  domain::uuid payment_id{};
};
HOMIGO_DESCRIBED(payment_begun, payment_id)

/// For answers of which only the success counts.
struct done {
  std::optional<std::string> status;
};
HOMIGO_DESCRIBED(done, status)

struct listing_card {
  domain::uuid listing_id{};
};
HOMIGO_DESCRIBED(listing_card, listing_id)

struct requirement_card {
  domain::uuid requirement_id{};
  domain::uuid tenant_id{};
};
HOMIGO_DESCRIBED(requirement_card, requirement_id, tenant_id)

struct listing_item {
  listing_card listing;
  double compatibility_score = 0;
};
HOMIGO_DESCRIBED(listing_item, listing, compatibility_score)

struct listing_feed {
  std::vector<listing_item> items;
  std::optional<std::string> next_cursor;
};
HOMIGO_DESCRIBED(listing_feed, items, next_cursor)

struct requirement_item {
  requirement_card requirement;
};
HOMIGO_DESCRIBED(requirement_item, requirement)

struct requirement_feed {
  std::vector<requirement_item> items;
};
HOMIGO_DESCRIBED(requirement_feed, items)

struct like {
  domain::uuid swipe_id{};
  requirement_card requirement;
  listing_card listing;
};
HOMIGO_DESCRIBED(like, swipe_id, requirement, listing)

struct like_inbox {
  std::vector<like> items;
  std::optional<std::string> next_cursor;
};
HOMIGO_DESCRIBED(like_inbox, items, next_cursor)

struct other_person {
  domain::uuid user_id{};
};
HOMIGO_DESCRIBED(other_person, user_id)

struct match_made {
  domain::uuid conversation_id{};
  other_person counterpart;
};
HOMIGO_DESCRIBED(match_made, conversation_id, counterpart)

struct swipe_done {
  domain::uuid swipe_id{};
  bool matched = false;
  std::optional<match_made> match;
};
HOMIGO_DESCRIBED(swipe_done, swipe_id, matched, match)

struct message_seen {
  domain::uuid conversation_id{};
  std::int64_t sequence = 0;
  domain::uuid sender_id{};
};
HOMIGO_DESCRIBED(message_seen, conversation_id, sequence, sender_id)

struct messages_seen {
  std::vector<message_seen> items;
};
HOMIGO_DESCRIBED(messages_seen, items)

struct conversation_seen {
  std::int64_t read_sequence = 0;
  messages_seen messages;
};
HOMIGO_DESCRIBED(conversation_seen, read_sequence, messages)

}  // namespace homigo::demo
