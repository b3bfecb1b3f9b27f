#include "domain/postings/requirement.hpp"

#include <algorithm>

#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/postings/plausibility.hpp"

namespace homigo::domain {

void cross_checks(const requirement_content& requirement, std::vector<field_error>& errors) {
  if (requirement.budget_min > requirement.budget_max)
    errors.push_back({"/budget_min", "inconsistent", "must not exceed budget_max"});
  check_place(requirement.preferred_location, "/preferred_location", errors);
  if (!requirement.priorities) return;
  auto ranked = *requirement.priorities;
  std::ranges::sort(ranked);
  if (std::ranges::adjacent_find(ranked) != ranked.end())
    errors.push_back({"/priorities", "not_unique", "must list each of the eight factors exactly once"});
}

HOMIGO_TABLE(lifestyle)
HOMIGO_TABLE(requirement_content)
HOMIGO_TABLE(requirement)

}  // namespace homigo::domain
