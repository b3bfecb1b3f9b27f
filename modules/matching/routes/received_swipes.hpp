// The inbox of likes received.
#pragma once

namespace homigo::modules {
class inbox_pages;
}

namespace homigo::http {

class router;

/// `inbox` must outlive the router.
void add_received_swipe_routes(router& routes, modules::inbox_pages& inbox);

}  // namespace homigo::http
