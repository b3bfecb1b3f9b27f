// Payments and what they entitle to; every change is one transaction.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "domain/engine/entity.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/payments/payment.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

/// What a purpose costs now, and what it buys.
struct payment_terms {
  domain::entity_kind subject_kind{};
  std::int64_t price_paise = 0;
  std::int32_t validity_days = 0;
};

struct new_payment {
  domain::payment payment;
  domain::uuid user_id{};
  payment_terms terms;
  bool extend = false;
};

/// What a genuine webhook reports about an order.
struct settlement {
  domain::payment_provider provider{};
  std::string event_id;
  std::string event_type;
  std::array<std::uint8_t, 32> body_hash{};
  std::string order_id;
  std::string gateway_payment_id;
  domain::settlement_outcome outcome{};
  std::int64_t amount_paise = 0;
  std::string currency;
  std::optional<std::string> failure_reason;
  domain::uuid entitlement_id{};  // taken if the payment succeeds by this
  domain::uuid command_id{};
  domain::instant at{};
};

struct settled {
  domain::payment payment;
  bool replayed = false;
  /// The posting that was paid for by this: its durable `publish` command waits, also when the event came before.
  struct publishing {
    domain::entity_key posting;
    domain::uuid command_id{};
  };
  std::optional<publishing> published{};
  /// The event that tells the payer's devices of the payment's new status.
  struct announcement {
    domain::uuid user_id{};
    std::int64_t seq = 0;
  };
  std::optional<announcement> announced{};
};

/// Called on worker threads; thread-safe. Throws domain::unavailable without the database.
class payment_repository {
public:
  explicit payment_repository(postgres::connection_pool& pool) : pool_(pool) {}

  /// Fails with not_found (no such posting of this user), invalid_fields (a posting of the other kind), wrong_state
  /// (let or fulfilled) or already_active (paid for, and neither extended nor raised to premium by this).
  domain::result<payment_terms> terms_for(const domain::uuid& user_id, const domain::initiate_payment& wanted,
                                          domain::instant now);

  /// The user's order for the same thing at the same price that nobody has paid yet.
  std::optional<domain::payment> find_open(const domain::uuid& user_id, const domain::initiate_payment& wanted,
                                           std::int64_t price_paise);

  /// A payment_id that is there already answers that row, an open order for the same thing answers that one; conflict
  /// when the payment_id is somebody else's.
  domain::result<domain::payment> insert(const new_payment& wanted);

  std::optional<domain::payment> find(const domain::uuid& payment_id);
  std::optional<domain::payment> find_of_user(const domain::uuid& payment_id, const domain::uuid& user_id);

  /// Moves the payment, grants the entitlement and writes the command in one transaction, once for each event. Events
  /// in any order end alike: what succeeded stays so. A report that buys nothing leaves a row of payment_incidents.
  /// Fails with not_found (no such order) or invalid_fields (another amount or currency), having written no more than
  /// that.
  domain::result<settled> settle(const settlement& reported);

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::persistence
