#include "domain/engine/commit.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(shard_claim)
HOMIGO_TABLE(group_claim)
HOMIGO_TABLE(commit_items)
HOMIGO_TABLE(commit_batch)
HOMIGO_TABLE(item_refusal)
HOMIGO_TABLE(item_result)
HOMIGO_TABLE(user_event)
HOMIGO_TABLE(commit_report)

}  // namespace homigo::domain
