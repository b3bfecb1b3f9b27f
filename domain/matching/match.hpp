// A match as each of its two people sees it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"
#include "domain/users/account.hpp"

namespace homigo::domain {

/// The other one. `phone` and `email` are absent unless the match is in force and their owner shows them to matches.
struct counterpart {
  uuid user_id{};
  std::string full_name;
  domain::user_type user_type{};
  std::vector<badge> badges;
  bool is_fully_verified = false;
  std::optional<std::string> phone;
  std::optional<std::string> email;
};
HOMIGO_DESCRIBED(counterpart, user_id, full_name, user_type, badges, is_fully_verified, phone, email)

/// What GET /matches/{id} answers. While the match is in force both postings are shown whole, afterwards as to
/// everyone: null when everyone is no longer shown the other's.
struct match {
  uuid match_id{};
  match_status status{};
  double compatibility_score = 0;
  std::optional<domain::listing> listing;
  std::optional<domain::requirement> requirement;
  domain::counterpart counterpart;
  uuid conversation_id{};
  instant created_at{};
  std::optional<instant> ended_at;
};
HOMIGO_DESCRIBED(match, match_id, status, compatibility_score, listing, requirement, counterpart, conversation_id,
                 created_at, ended_at)

struct match_page {
  std::vector<match> items;
  std::optional<std::string> next_cursor;
};
HOMIGO_DESCRIBED(match_page, items, next_cursor)

/// `data` of the event match.ended.
struct match_ending {
  uuid match_id{};
  match_status status{};
};
HOMIGO_DESCRIBED(match_ending, match_id, status)

}  // namespace homigo::domain
