// Payments for postings: begun by their users, settled by what providers report.
#pragma once

#include "gateways/payments/sandbox_payment_gateway.hpp"
#include "modules/payments/payment_repository.hpp"
#include "modules/payments/payments.hpp"
#include "modules/payments/sandbox_settlement.hpp"
#include "modules/postings/catalogue.hpp"
#include "platform/earlier_modules.hpp"
#include "platform/offer.hpp"
#include "platform/registry.hpp"

namespace homigo::modules {

class payments_module {
public:
  payments_module(const platform::offer& platform, const platform::earlier_modules& earlier);
  void add_to(platform::registry& node);

private:
  settlement_effects effects();

  const platform::offer& platform_;
  modules::catalogue& catalogue_;
  persistence::payment_repository payment_rows_;
  gateways::sandbox_payment_gateway sandbox_gateway_;
  modules::payments payments_;
  sandbox_settlement settlement_;
};

}  // namespace homigo::modules
