// What tenants and hosts tell about themselves.
#pragma once

namespace homigo::modules {
class profiles;
}

namespace homigo::http {

class router;

/// `profiles` must outlive the router.
void add_profile_routes(router& routes, modules::profiles& profiles);

}  // namespace homigo::http
