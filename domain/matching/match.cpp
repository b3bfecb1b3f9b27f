#include "domain/matching/match.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(counterpart)
HOMIGO_TABLE(match)
HOMIGO_TABLE(match_page)
HOMIGO_TABLE(match_ending)

}  // namespace homigo::domain
