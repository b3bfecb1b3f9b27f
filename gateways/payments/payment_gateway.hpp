// What a payment provider does for us: takes an order, and tells by signed webhooks what became of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/function_ref.hpp"
#include "domain/payments/payment.hpp"

namespace homigo::gateways {

struct order_request {
  domain::uuid payment_id{};  // the provider's receipt and idempotency key
  std::int64_t amount_paise = 0;
  std::string currency = "INR";
};

struct gateway_order {
  std::string order_id;
  domain::raw_json checkout;  // for the app; holds no secret
};

/// What a genuine webhook says.
struct gateway_event {
  std::string event_id;
  std::string event_type;
  std::string order_id;
  std::string gateway_payment_id;
  domain::settlement_outcome outcome{};
  std::int64_t amount_paise = 0;
  std::string currency;
  std::optional<std::string> failure_reason;
};

/// A request header by its lower-case name; null when absent.
using header_lookup = domain::function_ref<const std::string*(std::string_view name)>;

/// Thread-safe.
class payment_gateway {
public:
  virtual ~payment_gateway() = default;
  virtual domain::payment_provider provider() const = 0;
  /// Called on worker threads. Throws domain::unavailable when the provider does not answer.
  virtual gateway_order create_order(const order_request& wanted) = 0;
  /// Checks the signature over the raw body in constant time. Fails with unauthorized, or with malformed_request or
  /// invalid_fields when a genuine body is not what it should be.
  virtual domain::result<gateway_event> read_webhook(std::string_view raw_body, header_lookup header) const = 0;
};

}  // namespace homigo::gateways
