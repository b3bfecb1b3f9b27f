// Payments: what is bought, through whom, and how it stands.
#pragma once

#include <optional>
#include <string>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

enum class payment_purpose : std::uint8_t {
  tenant_listing,
  host_listing,
  premium_listing,
  tenant_premium,
  host_premium
};
HOMIGO_DESCRIBED_ENUM(payment_purpose, tenant_listing, host_listing, premium_listing, tenant_premium, host_premium)

/// The purposes that pay for one posting.
enum class posting_purpose : std::uint8_t { tenant_listing, host_listing, premium_listing };
HOMIGO_DESCRIBED_ENUM(posting_purpose, tenant_listing, host_listing, premium_listing)

enum class payment_provider : std::uint8_t { razorpay, paytm, sandbox };
HOMIGO_DESCRIBED_ENUM(payment_provider, razorpay, paytm, sandbox)

/// pending → succeeded or failed; failed → succeeded when the money arrives late; succeeded → refunded.
enum class payment_status : std::uint8_t { pending, succeeded, failed, refunded };
HOMIGO_DESCRIBED_ENUM(payment_status, pending, succeeded, failed, refunded)

struct initiate_payment {
  posting_purpose purpose{};
  uuid subject_id{};
  std::optional<payment_provider> gateway;
  bool extend = false;  // wanted although the posting is live: its validity grows
};
HOMIGO_DESCRIBED(initiate_payment, purpose, subject_id, gateway, extend)
constexpr auto rules_of(const initiate_payment*) { return rules(field("extend").defaulted()); }

/// What the app sends when the browser comes back from the gateway. Nothing in it is believed.
struct payment_return {
  uuid payment_id{};
};
HOMIGO_DESCRIBED(payment_return, payment_id)

struct payment {
  uuid payment_id{};
  payment_purpose purpose{};
  std::optional<uuid> subject_id;
  payment_status status = payment_status::pending;
  std::int64_t amount_paise = 0;
  std::string currency = "INR";
  payment_provider gateway{};
  std::optional<std::string> gateway_order_id;
  raw_json checkout{"{}"};
  std::optional<std::string> failure_reason;
  std::optional<instant> settled_at;
  instant created_at{};
  instant updated_at{};
};
HOMIGO_DESCRIBED(payment, payment_id, purpose, subject_id, status, amount_paise, currency, gateway, gateway_order_id,
                 checkout, failure_reason, settled_at, created_at, updated_at)

struct webhook_receipt {
  bool replayed = false;  // known already, so nothing was done
};
HOMIGO_DESCRIBED(webhook_receipt, replayed)

enum class settlement_outcome : std::uint8_t { success, failure };
HOMIGO_DESCRIBED_ENUM(settlement_outcome, success, failure)

struct settlement_request {
  settlement_outcome outcome{};
};
HOMIGO_DESCRIBED(settlement_request, outcome)

}  // namespace homigo::domain
