// Blocking and unblocking people.
#pragma once

#include <functional>
#include <vector>

#include "domain/kernel/ids/uuid.hpp"

namespace homigo::modules {
class blocks;
}

namespace homigo::http {

class router;

/// Told which listings have end_pair commands waiting, so that they act at once. Called on worker threads; must not
/// block.
using wake_listings = std::function<void(std::vector<domain::uuid> listing_ids)>;

/// `blocks` must outlive the router.
void add_block_routes(router& routes, modules::blocks& blocks, wake_listings wake);

}  // namespace homigo::http
