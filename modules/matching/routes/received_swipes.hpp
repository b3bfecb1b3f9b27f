// The inbox of likes received.
#pragma once

namespace homigo::modules {
class matches;
}

namespace homigo::http {

class router;

/// `matches` must outlive the router.
void add_received_swipe_routes(router& routes, modules::matches& matches);

}  // namespace homigo::http
