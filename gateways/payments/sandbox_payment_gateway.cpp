#include "gateways/payments/sandbox_payment_gateway.hpp"

#include <sodium.h>

#include <array>

#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "codec/octet_text.hpp"
#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::gateways {

HOMIGO_TABLE(sandbox_event)

gateway_order sandbox_payment_gateway::create_order(const order_request& wanted) {
  const auto id = domain::to_string(wanted.payment_id);
  std::string checkout = R"({"order_id":"sandbox_order_)" + id + R"(","amount_paise":)" +
                         std::to_string(wanted.amount_paise) + R"(,"currency":)";
  codec::append_quoted(checkout, wanted.currency);
  checkout += R"(,"settle_path":"/dev/payments/)" + id + R"(/settle"})";
  return {"sandbox_order_" + id, {std::move(checkout)}};
}

domain::result<gateway_event> sandbox_payment_gateway::read_webhook(std::string_view raw_body,
                                                                    header_lookup header) const {
  const auto* given = header(sandbox_signature_header);
  const auto right = signature_of(raw_body);
  if (!given || given->size() != right.size() || sodium_memcmp(given->data(), right.data(), right.size()) != 0)
    return domain::failure{domain::errc::unauthorized, "The webhook's signature is missing or wrong."};
  auto event = codec::read_json<sandbox_event>(raw_body);
  if (!event) return event.error();
  return gateway_event{event->event_id, "payment." + std::string{domain::wire_name(event->outcome)},
                       event->order_id, event->gateway_payment_id,
                       event->outcome,  event->amount_paise,
                       event->currency, event->failure_reason};
}

signed_webhook sandbox_payment_gateway::sign(const sandbox_event& event) const {
  auto body = codec::to_json(event);
  auto signature = signature_of(body);
  return {std::move(body), std::move(signature)};
}

std::string sandbox_payment_gateway::signature_of(std::string_view body) const {
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac;
  crypto_auth_hmacsha256(mac.data(), reinterpret_cast<const unsigned char*>(body.data()), body.size(), key_.data());
  return codec::to_hex(mac);
}

}  // namespace homigo::gateways
