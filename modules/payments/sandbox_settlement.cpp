#include "modules/payments/sandbox_settlement.hpp"

#include "gateways/payments/sandbox_payment_gateway.hpp"
#include "modules/payments/payment_repository.hpp"
#include "modules/payments/payments.hpp"

namespace homigo::modules {

domain::result<domain::payment> sandbox_settlement::settle(const domain::uuid& payment_id,
                                                           domain::settlement_outcome outcome) {
  const auto payment = repository_.find(payment_id);
  if (!payment || payment->gateway != domain::payment_provider::sandbox)
    return domain::failure{domain::errc::not_found, "The sandbox has no such payment."};
  gateways::sandbox_event event;
  event.event_id = "sandbox_event_" + domain::to_string(ids_.next());
  event.outcome = outcome;
  event.order_id = *payment->gateway_order_id;
  event.gateway_payment_id = "sandbox_payment_" + domain::to_string(payment_id);
  event.amount_paise = payment->amount_paise;
  event.currency = payment->currency;
  if (outcome == domain::settlement_outcome::failure) event.failure_reason = "The payment was declined.";
  event.created_at = clock_.now();
  const auto webhook = gateway_.sign(event);
  const auto header = [&](std::string_view name) {
    return name == gateways::sandbox_signature_header ? &webhook.signature : nullptr;
  };
  const auto received = door_.receive_webhook(domain::payment_provider::sandbox, webhook.body, header);
  if (!received) return received.error();
  return repository_.find(payment_id).value();
}

}  // namespace homigo::modules
