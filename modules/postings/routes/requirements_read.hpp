// Looking at requirements: one, the own ones, search for hosts.
#pragma once

namespace homigo::modules {
class catalogue;
}

namespace homigo::http {

class router;

/// `catalogue` must outlive the router.
void add_requirement_read_routes(router& routes, modules::catalogue& catalogue);

}  // namespace homigo::http
