// Payments: begun by their users, settled by signed webhooks and by nothing else.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/engine/entity.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/function_ref.hpp"
#include "domain/payments/payment.hpp"
#include "metrics/registry.hpp"

namespace homigo::gateways {
class payment_gateway;
}
namespace homigo::persistence {
class payment_repository;
}

namespace homigo::modules {

/// What follows a settlement outside of this module. Called on the caller's thread, after the commit.
struct settlement_effects {
  /// Publishes what was paid for by its durable command, and waits: false when nobody knows yet whether it is done.
  /// What the posting refuses is done too.
  std::function<bool(const domain::entity_key& posting, const domain::uuid& command_id)> publish;
  /// The payer's event `seq` is stored: payment.updated, with this data.
  std::function<void(const domain::uuid& user_id, std::int64_t seq, const domain::payment& payment)> announce;
};

/// Thread-safe; blocks, so it runs on worker threads. What it is given must outlive it.
class payments {
public:
  /// `gateways` are the providers that are set up; the first is the one of requests that name none.
  payments(persistence::payment_repository& repository, std::vector<gateways::payment_gateway*> gateways,
           const domain::clock& clock, domain::id_source& ids, settlement_effects effects, metrics::registry& metrics);

  /// Fails with not_found, invalid_fields, wrong_state or already_active. The same payment_id again answers the same
  /// payment, and so does another one while the order is open.
  domain::result<domain::payment> initiate(const domain::uuid& user_id, const domain::initiate_payment& wanted,
                                           const domain::uuid& payment_id);

  /// Fails with not_found for anybody else's.
  domain::result<domain::payment> find(const domain::uuid& user_id, const domain::uuid& payment_id) const;

  /// The one door for what providers report; `header` finds a header by its lower-case name. Fails with unauthorized
  /// (signature), malformed_request, not_found (order), invalid_fields (amount) or, when the payment stands but its
  /// posting may not be published yet, outcome_unknown: the report shall come again.
  domain::result<domain::webhook_receipt> receive_webhook(
      domain::payment_provider provider, std::string_view raw_body,
      domain::function_ref<const std::string*(std::string_view)> header);

private:
  gateways::payment_gateway* gateway_of(domain::payment_provider provider) const;

  persistence::payment_repository& repository_;
  std::vector<gateways::payment_gateway*> gateways_;
  const domain::clock& clock_;
  domain::id_source& ids_;
  settlement_effects effects_;
  metrics::Counter& succeeded_;  // each payment once
  metrics::Counter& failed_;
};

}  // namespace homigo::modules
