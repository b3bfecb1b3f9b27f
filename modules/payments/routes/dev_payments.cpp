#include "modules/payments/routes/dev_payments.hpp"

#include "http/routing/router.hpp"
#include "modules/payments/sandbox_settlement.hpp"

namespace homigo::http {

void add_dev_payment_routes(router& routes, modules::sandbox_settlement& settlement) {
  routes.post("/dev/payments/{payment_id}/settle")
      .about("Settle a sandbox payment",
             "Sends the provider's signed webhook as a real provider would, and answers once it has been processed.")
      .example(R"({"outcome":"success"})")
      .at_root()
      .anonymous()
      .not_idempotent()
      .answers<domain::payment>()
      .takes<domain::settlement_request>()
      .run([&settlement](call& c, const domain::settlement_request& wanted) {
        return settlement.settle(c.id("payment_id"), wanted.outcome);
      });
}

}  // namespace homigo::http
