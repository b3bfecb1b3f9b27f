// The body of PUT on a posting: any of its content, and the status it shall have.
#pragma once

#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"

namespace homigo::domain {

/// Read beside the content, from the same body.
struct wanted_status {
  std::optional<posting_status> status;
};
HOMIGO_DESCRIBED(wanted_status, status)

/// What the two bodies look like as a whole.
struct listing_change {
  std::optional<posting_status> status;
  listing_content content;
};
HOMIGO_DESCRIBED(listing_change, status, content)
constexpr auto rules_of(const listing_change*) { return rules(field("content").inlined()); }

struct requirement_change {
  std::optional<posting_status> status;
  requirement_content content;
};
HOMIGO_DESCRIBED(requirement_change, status, content)
constexpr auto rules_of(const requirement_change*) { return rules(field("content").inlined()); }

}  // namespace homigo::domain
