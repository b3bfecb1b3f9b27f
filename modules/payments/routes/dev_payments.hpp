// Settling sandbox payments by hand.
#pragma once

namespace homigo::modules {
class sandbox_settlement;
}

namespace homigo::http {

class router;

/// Only where providers are sandboxed. The arguments must outlive every call.
void add_dev_payment_routes(router& routes, modules::sandbox_settlement& settlement);

}  // namespace homigo::http
