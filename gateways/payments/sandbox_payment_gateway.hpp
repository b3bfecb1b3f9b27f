// A payment provider that lives inside this process: no money moves, but its webhooks are signed like real ones.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "gateways/payments/payment_gateway.hpp"

namespace homigo::gateways {

/// Lower case, as header_lookup wants it: hexadecimal HMAC-SHA256 of the raw body.
inline constexpr std::string_view sandbox_signature_header = "x-sandbox-signature";

using webhook_key = std::array<std::uint8_t, 32>;

/// The body of a sandbox webhook.
struct sandbox_event {
  std::string event_id;
  domain::settlement_outcome outcome{};
  std::string order_id;
  std::string gateway_payment_id;
  std::int64_t amount_paise = 0;
  std::string currency;
  std::optional<std::string> failure_reason;
  domain::instant created_at{};
};
HOMIGO_DESCRIBED(sandbox_event, event_id, outcome, order_id, gateway_payment_id, amount_paise, currency, failure_reason,
                 created_at)
constexpr auto rules_of(const sandbox_event*) {
  using domain::field;
  return domain::rules(field("event_id").length(1, 200), field("order_id").length(1, 200),
                       field("gateway_payment_id").length(1, 200));
}

struct signed_webhook {
  std::string body;
  std::string signature;
};

class sandbox_payment_gateway final : public payment_gateway {
public:
  /// `key` signs the webhooks; every installation has its own.
  explicit sandbox_payment_gateway(const webhook_key& key) : key_(key) {}

  domain::payment_provider provider() const override { return domain::payment_provider::sandbox; }
  gateway_order create_order(const order_request& wanted) override;
  domain::result<gateway_event> read_webhook(std::string_view raw_body, header_lookup header) const override;

  signed_webhook sign(const sandbox_event& event) const;

private:
  std::string signature_of(std::string_view body) const;

  webhook_key key_;
};

}  // namespace homigo::gateways
