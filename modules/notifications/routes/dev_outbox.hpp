// Shows a sandbox what would have left the building, one-time passwords included.
#pragma once

namespace homigo::modules {
class outbox;
}

namespace homigo::http {

class router;

/// Call it in sandbox mode only: anybody may read there. `outbox` must outlive the router.
void add_dev_outbox_routes(router& routes, const modules::outbox& outbox);

}  // namespace homigo::http
