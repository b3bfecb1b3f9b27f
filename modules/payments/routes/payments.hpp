// Payments over HTTP, and the doors for providers' webhooks.
#pragma once

#include "domain/kernel/ids/uuid.hpp"

namespace homigo::modules {
class catalogue;
class payments;
}  // namespace homigo::modules

namespace homigo::http {

class router;

/// The arguments must outlive every call.
void add_payment_routes(router& routes, modules::payments& payments, modules::catalogue& postings,
                        domain::id_source& ids);

/// `POST /webhooks/sandbox`; only where providers are sandboxed.
void add_sandbox_webhook_route(router& routes, modules::payments& payments);

}  // namespace homigo::http
