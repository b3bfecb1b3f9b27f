#include "modules/payments/routes/payments.hpp"

#include "domain/kernel/described/descriptor_table.hpp"
#include "http/routing/router.hpp"
#include "modules/payments/payments.hpp"
#include "modules/postings/foreign_posting.hpp"

namespace homigo::http {

/// What the app opens the gateway's checkout with; `settle_path` is the sandbox's.
struct payment_checkout {
  std::string order_id;
  std::int64_t amount_paise = 0;
  std::string currency;
  std::string settle_path;
};
HOMIGO_DESCRIBED(payment_checkout, order_id, amount_paise, currency, settle_path)
HOMIGO_TABLE(payment_checkout)

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
  routes.tag({"Payments", "Paying for postings.", {"/api/v1/payments", "/api/v1/webhooks"}});
  routes.post("/payments/initiate")
      .about("Start a payment for a posting", "The answer contains what the app needs to open the gateway's checkout.")
      .example(R"({"purpose":"host_listing","subject_id":"0198c0de-0000-7000-8000-000000000002","gateway":"sandbox"})")
      .shows<payment_checkout>("checkout")
      .answers<domain::payment>(201)
      .takes<domain::initiate_payment>()
      .run([&](call& c, const domain::initiate_payment& wanted) -> domain::result<domain::payment> {
        const auto& payer = c.who().user_id;
        auto begun = payments.initiate(payer, wanted, c.reserved_id() ? *c.reserved_id() : ids.next());
        if (!begun) return refused_subject(postings, payer, wanted.subject_id, begun.error());
        return begun;
      });
  routes.get("/payments/{payment_id}")
      .about("Get a payment", "One of your own.")
      .answers<domain::payment>()
      .run([&payments](call& c) { return payments.find(c.who().user_id, c.id("payment_id")); });
  routes.post("/payments/callback")
      .about("Return from the gateway's page",
             "Returns the current state of the payment. Only the gateway's signed webhook can settle it.")
      .example(R"({"payment_id":"0198c0de-0000-7000-8000-000000000005"})")
      .answers<domain::payment>()
      .takes<domain::payment_return>()
      .run([&payments](call& c, const domain::payment_return& back) {
        return payments.find(c.who().user_id, back.payment_id);
      });
}

void add_sandbox_webhook_route(router& routes, modules::payments& payments) {
  routes.post("/webhooks/sandbox")
      .about(
          "Receive a webhook of the sandbox provider",
          "The signature covers the raw body. An unsigned webhook is refused with 401, a repeated one changes nothing.")
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
