#include "domain/matching/swipe.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(swipe_request)
HOMIGO_TABLE(swipe_answer)
HOMIGO_TABLE(undo_request)
HOMIGO_TABLE(undo_answer)

}  // namespace homigo::domain
