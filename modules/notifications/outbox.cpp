#include "modules/notifications/outbox.hpp"

#include "codec/text_map.hpp"
#include "gateways/messages/message_template.hpp"
#include "modules/notifications/delivery_repository.hpp"
#include "modules/users/secrets/server_secrets.hpp"

namespace homigo::modules {

domain::outbox_page outbox::to(const std::string& recipient, std::int32_t limit) const {
  domain::outbox_page page;
  for (const auto& delivery : deliveries_.newest(recipient, limit)) {
    std::string variables = delivery.payload.value_or("{}");
    if (delivery.payload_sealed) variables = secrets_.unseal_message(*delivery.payload_sealed).value_or("{}");
    // Messages whose words the provider keeps (WhatsApp templates) show their variables.
    auto message = gateways::render(delivery.message_template, delivery.channel, codec::read_text_map(variables))
                       .value_or(gateways::message{{}, variables});
    page.items.push_back({delivery.channel,
                          delivery.recipient,
                          delivery.message_template,
                          std::move(message.subject),
                          std::move(message.body),
                          {std::move(variables)},
                          delivery.created_at});
  }
  return page;
}

}  // namespace homigo::modules
