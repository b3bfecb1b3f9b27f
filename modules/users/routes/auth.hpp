// Signing up, signing in, refreshing, signing out, setting a new password.
#pragma once

namespace homigo::modules {
struct accounts;
}

namespace homigo::http {

class router;

/// `accounts` must outlive the router.
void add_auth_routes(router& routes, modules::accounts& accounts);

}  // namespace homigo::http
