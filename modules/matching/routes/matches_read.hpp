// Looking at matches.
#pragma once

namespace homigo::modules {
class matches;
}

namespace homigo::http {

class router;

/// `matches` must outlive the router.
void add_match_read_routes(router& routes, modules::matches& matches);

}  // namespace homigo::http
