// The own account, and others as one may see them.
#pragma once

namespace homigo::modules {
class profiles;
}

namespace homigo::http {

class router;

/// `profiles` must outlive the router.
void add_user_routes(router& routes, modules::profiles& profiles);

}  // namespace homigo::http
