// What a viewer with an empty feed could wish less strictly, and the postings to try it with.
#pragma once

#include <vector>

#include "domain/feed/feed_facts.hpp"

namespace homigo::domain {

/// Item of `relax` of an empty feed page.
struct relaxation {
  /// Of the viewer's own posting.
  std::string field;
  /// A value that it could have instead.
  raw_json to;
  /// Postings that the feed would show then; 20 stands for that many or more.
  std::int32_t adds = 0;
};
HOMIGO_DESCRIBED(relaxation, field, to, adds)
constexpr auto rules_of(const relaxation*) { return rules(field("adds").range(1, 20)); }

constexpr std::size_t most_added = 20;

/// A wish less strict than `facts` in one field. Those of one field stand together, the smallest step first.
template <class Facts>
struct relaxed {
  std::string_view field;
  std::string to;  // JSON
  Facts facts;
};
std::vector<relaxed<requirement_facts>> relaxed_wishes(const requirement_facts& viewer);
/// `today`: no home is offered for a day that is over.
std::vector<relaxed<listing_facts>> relaxed_wishes(const listing_facts& viewer, date today);

}  // namespace homigo::domain
