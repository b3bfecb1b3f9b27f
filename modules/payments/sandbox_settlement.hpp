// Plays the payment provider of the sandbox: settles a payment by a signed webhook through the same door as a real one.
#pragma once

#include "domain/kernel/errors/errc.hpp"
#include "domain/payments/payment.hpp"

namespace homigo::gateways {
class sandbox_payment_gateway;
}
namespace homigo::persistence {
class payment_repository;
}

namespace homigo::modules {

class payments;

/// Thread-safe. Made only where providers are sandboxed.
class sandbox_settlement {
public:
  sandbox_settlement(payments& door, const gateways::sandbox_payment_gateway& gateway,
                     persistence::payment_repository& repository, const domain::clock& clock, domain::id_source& ids)
      : door_(door), gateway_(gateway), repository_(repository), clock_(clock), ids_(ids) {}

  /// Answers the payment as it stands afterwards. Fails with not_found when the sandbox has no such payment.
  domain::result<domain::payment> settle(const domain::uuid& payment_id, domain::settlement_outcome outcome);

private:
  payments& door_;
  const gateways::sandbox_payment_gateway& gateway_;
  persistence::payment_repository& repository_;
  const domain::clock& clock_;
  domain::id_source& ids_;
};

}  // namespace homigo::modules
