#include "modules/payments/routes/payments.hpp"

#include "http/routing/router.hpp"
#include "modules/payments/payments.hpp"
#include "modules/postings/foreign_posting.hpp"

namespace homigo::http {

namespace {

/// A visible posting of somebody else's is forbidden ground, any other is unknown.
domain::failure refused_subject(modules::catalogue& postings, const domain::uuid& viewer, const domain::uuid& subject,
                                const domain::failure& why) {
  auto refused = modules::refused_change(postings, {domain::entity_kind::listing, subject}, viewer, why);
  return modules::refused_change(postings, {domain::entity_kind::requirement, subject}, viewer, std::move(refused));
}

}  // namespace

void add_payment_routes(router& routes, modules::payments& payments, modules::catalogue& postings,
                        domain::id_source& ids) {
  routes.post("/payments/initiate")
      .summary("Begin a payment for a posting")
      .answers<domain::payment>(201)
      .takes<domain::initiate_payment>()
      .run([&](call& c, const domain::initiate_payment& wanted) -> domain::result<domain::payment> {
        const auto& payer = c.who().user_id;
        auto begun = payments.initiate(payer, wanted, c.reserved_id() ? *c.reserved_id() : ids.next());
        if (!begun) return refused_subject(postings, payer, wanted.subject_id, begun.error());
        return begun;
      });
  routes.get("/payments/{payment_id}")
      .summary("The state of one of your payments")
      .answers<domain::payment>()
      .run([&payments](call& c) { return payments.find(c.who().user_id, c.id("payment_id")); });
  routes.post("/payments/callback")
      .summary("Back from the gateway's page: how the payment stands; this settles nothing")
      .answers<domain::payment>()
      .takes<domain::payment_return>()
      .run([&payments](call& c, const domain::payment_return& back) {
        return payments.find(c.who().user_id, back.payment_id);
      });
}

void add_sandbox_webhook_route(router& routes, modules::payments& payments) {
  routes.post("/webhooks/sandbox")
      .summary("Signed reports of the sandbox's payment provider")
      .anonymous()
      .not_idempotent()
      .raw_body()
      .answers<domain::webhook_receipt>()
      .run([&payments](call& c) {
        return payments.receive_webhook(domain::payment_provider::sandbox, c.request().body,
                                        [&c](std::string_view name) { return c.request().header(name); });
      });
}

}  // namespace homigo::http
