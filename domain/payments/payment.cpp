#include "domain/payments/payment.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE_ENUM(payment_purpose)
HOMIGO_TABLE_ENUM(posting_purpose)
HOMIGO_TABLE_ENUM(payment_provider)
HOMIGO_TABLE_ENUM(payment_status)
HOMIGO_TABLE(initiate_payment)
HOMIGO_TABLE(payment_return)
HOMIGO_TABLE(payment)
HOMIGO_TABLE(webhook_receipt)
HOMIGO_TABLE_ENUM(settlement_outcome)
HOMIGO_TABLE(settlement_request)

}  // namespace homigo::domain
