// The inbox of likes received and not yet answered.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"

namespace homigo::domain {

/// Item of GET /swipes/received and `data` of the event swipe.received; both postings as shown to everyone.
struct received_like {
  uuid swipe_id{};
  swipe_action action{};
  domain::requirement requirement;
  domain::listing listing;
  instant created_at{};
};
HOMIGO_DESCRIBED(received_like, swipe_id, action, requirement, listing, created_at)

struct received_like_page {
  std::vector<received_like> items;
  std::optional<std::string> next_cursor;
};
HOMIGO_DESCRIBED(received_like_page, items, next_cursor)

}  // namespace homigo::domain
