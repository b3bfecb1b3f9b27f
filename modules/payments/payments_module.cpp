#include "modules/payments/payments_module.hpp"

#include "actors/node.hpp"
#include "actors/runtime/device.hpp"
#include "codec/json_writer.hpp"
#include "domain/notifications/event.hpp"
#include "http/server/io_threads.hpp"
#include "modules/payments/routes/dev_payments.hpp"
#include "modules/payments/routes/paid_publishing.hpp"
#include "modules/payments/routes/payments.hpp"
#include "modules/postings/postings_module.hpp"
#include "modules/users/secrets/server_secrets.hpp"

namespace homigo::modules {
namespace {

/// No provider is reached in sandbox mode; live gateways are not part of this release.
std::vector<gateways::payment_gateway*> gateways_of(const platform::offer& platform,
                                                    gateways::payment_gateway& sandbox) {
  if (platform.is_sandbox()) return {&sandbox};
  return {};
}

}  // namespace

payments_module::payments_module(const platform::offer& platform, const platform::earlier_modules& earlier)
    : platform_(platform),
      catalogue_(earlier.get<postings_module>().catalogue),
      payment_rows_(platform.pool),
      sandbox_gateway_(
          load_or_make_key(secret_file(platform.settings.data.folder, "sandbox_webhook.key"), platform.random)),
      payments_(payment_rows_, gateways_of(platform, sandbox_gateway_), platform.clock, platform.ids, effects(),
                platform.metrics),
      settlement_(payments_, sandbox_gateway_, payment_rows_, platform.clock, platform.ids) {}

settlement_effects payments_module::effects() {
  return {[this](const domain::entity_key& posting, const domain::uuid& command_id) {
            return http::publish_and_wait(platform_.edge.entities, platform_.io.next(), posting, command_id);
          },
          [this](const domain::uuid& user_id, std::int64_t seq, const domain::payment& payment) {
            platform_.node.entities().devices().tell(user_id,
                                                     {seq, std::string{domain::event::payment_updated},
                                                      std::make_shared<const std::string>(codec::to_json(payment))});
          }};
}

void payments_module::add_to(platform::registry& node) {
  http::add_payment_routes(node.routes, payments_, catalogue_, platform_.ids);
  if (platform_.is_sandbox()) {
    http::add_dev_payment_routes(node.routes, settlement_);
    http::add_sandbox_webhook_route(node.routes, payments_);
  }
}

}  // namespace homigo::modules
