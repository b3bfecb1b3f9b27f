// Whose posting it is decides what somebody hears who may not change it.
#pragma once

#include "domain/engine/entity.hpp"
#include "domain/kernel/errors/errc.hpp"

namespace homigo::modules {

class catalogue;

/// `refused` is the answer to a change of this posting. Where that is not_found but the viewer can see the posting, it
/// is somebody else's: forbidden. What is not visible stays unknown. Blocks; throws domain::unavailable.
domain::failure refused_change(catalogue& postings, const domain::entity_key& posting, const domain::uuid& viewer,
                               domain::failure refused);

}  // namespace homigo::modules
