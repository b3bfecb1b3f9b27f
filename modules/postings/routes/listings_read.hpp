// Looking at listings: one, the own ones, search.
#pragma once

namespace homigo::modules {
class catalogue;
}

namespace homigo::http {

class router;

/// `catalogue` must outlive the router.
void add_listing_read_routes(router& routes, modules::catalogue& catalogue);

}  // namespace homigo::http
