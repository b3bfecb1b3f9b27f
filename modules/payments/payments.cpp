#include "modules/payments/payments.hpp"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "gateways/payments/payment_gateway.hpp"
#include "modules/payments/payment_repository.hpp"

namespace homigo::modules {
namespace {

using domain::errc;
using domain::failure;

domain::payment_purpose widened(domain::posting_purpose purpose) {
  switch (purpose) {
    case domain::posting_purpose::tenant_listing:
      return domain::payment_purpose::tenant_listing;
    case domain::posting_purpose::host_listing:
      return domain::payment_purpose::host_listing;
    case domain::posting_purpose::premium_listing:
      return domain::payment_purpose::premium_listing;
  }
  return domain::payment_purpose::tenant_listing;
}

metrics::Counter& reported(metrics::registry& metrics, const char* outcome) {
  return metrics.counter("homigo_payments_total", "Payments that a provider has reported", {{"outcome", outcome}});
}

}  // namespace

payments::payments(persistence::payment_repository& repository, std::vector<gateways::payment_gateway*> gateways,
                   const domain::clock& clock, domain::id_source& ids, settlement_effects effects,
                   metrics::registry& metrics)
    : repository_(repository),
      gateways_(std::move(gateways)),
      clock_(clock),
      ids_(ids),
      effects_(std::move(effects)),
      succeeded_(reported(metrics, "succeeded")),
      failed_(reported(metrics, "failed")) {}

gateways::payment_gateway* payments::gateway_of(domain::payment_provider provider) const {
  const auto found = std::ranges::find_if(gateways_, [&](const auto* g) { return g->provider() == provider; });
  return found == gateways_.end() ? nullptr : *found;
}

domain::result<domain::payment> payments::initiate(const domain::uuid& user_id, const domain::initiate_payment& wanted,
                                                   const domain::uuid& payment_id) {
  auto* gateway = wanted.gateway ? gateway_of(*wanted.gateway) : gateways_.empty() ? nullptr : gateways_.front();
  if (!gateway)
    return domain::invalid_field("/gateway", "not_available",
                                 "This server does not accept payments through that provider.");
  // A retry finds what stands, whatever has become of the posting since.
  if (auto known = repository_.find_of_user(payment_id, user_id)) return std::move(*known);
  const auto terms = repository_.terms_for(user_id, wanted, clock_.now());
  if (!terms) return terms.error();
  if (auto open = repository_.find_open(user_id, wanted, terms->price_paise)) return std::move(*open);
  auto order = gateway->create_order({payment_id, terms->price_paise});
  domain::payment begun;
  begun.payment_id = payment_id;
  begun.purpose = widened(wanted.purpose);
  begun.subject_id = wanted.subject_id;
  begun.amount_paise = terms->price_paise;
  begun.gateway = gateway->provider();
  begun.gateway_order_id = std::move(order.order_id);
  begun.checkout = std::move(order.checkout);
  begun.created_at = begun.updated_at = clock_.now();
  return repository_.insert({begun, user_id, *terms, wanted.extend});
}

domain::result<domain::payment> payments::find(const domain::uuid& user_id, const domain::uuid& payment_id) const {
  auto found = repository_.find_of_user(payment_id, user_id);
  if (!found) return failure{errc::not_found, "There is no such payment."};
  return std::move(*found);
}

domain::result<domain::webhook_receipt> payments::receive_webhook(
    domain::payment_provider provider, std::string_view raw_body,
    domain::function_ref<const std::string*(std::string_view)> header) {
  const auto* gateway = gateway_of(provider);
  if (!gateway) return failure{errc::not_found, "This server does not accept webhooks from that provider."};
  auto event = gateway->read_webhook(raw_body, header);
  if (!event) return event.error();
  persistence::settlement reported{.provider = provider,
                                   .event_id = event->event_id,
                                   .event_type = event->event_type,
                                   .order_id = event->order_id,
                                   .gateway_payment_id = event->gateway_payment_id,
                                   .outcome = event->outcome,
                                   .amount_paise = event->amount_paise,
                                   .currency = event->currency,
                                   .failure_reason = event->failure_reason,
                                   .entitlement_id = ids_.next(),
                                   .command_id = ids_.next(),
                                   .at = clock_.now()};
  crypto_hash_sha256(reported.body_hash.data(), reinterpret_cast<const unsigned char*>(raw_body.data()),
                     raw_body.size());
  const auto done = repository_.settle(reported);
  if (!done) return done.error();
  if (!done->replayed) (reported.outcome == domain::settlement_outcome::success ? succeeded_ : failed_).Increment();
  const bool is_published = !done->published || effects_.publish(done->published->posting, done->published->command_id);
  if (const auto& news = done->announced) effects_.announce(news->user_id, news->seq, done->payment);
  if (!is_published) return domain::refusal(errc::outcome_unknown);
  return domain::webhook_receipt{done->replayed};
}

}  // namespace homigo::modules
