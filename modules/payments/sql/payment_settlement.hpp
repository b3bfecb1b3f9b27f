// The statements by which a reported payment takes effect, within one transaction.
#pragma once

#include "modules/payments/payment_repository.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

/// As persistence::payment_repository::settle says. A failure is found before anything is written.
domain::result<persistence::settled> settle_payment(transaction& t, const persistence::settlement& reported);

}  // namespace homigo::postgres
