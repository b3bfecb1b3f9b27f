#include "modules/payments.hpp"

#include <boost/test/unit_test.hpp>
#include <thread>
#include <vector>

#include "gateways/sandbox_payment_gateway.hpp"
#include "modules/sandbox_settlement.hpp"
#include "persistence/postgres/payment_repository.hpp"
#include "support/posting_world.hpp"

using namespace homigo;
using namespace homigo::tests;
using domain::payment_provider;
using domain::payment_status;
using domain::posting_purpose;
using domain::settlement_outcome;

namespace {

struct payment_world : posting_world {
  postgres::payment_repository rows{database.pool()};
  gateways::sandbox_payment_gateway sandbox{gateways::webhook_key{7}};
  std::vector<domain::entity_key> woken;
  modules::payments payments{rows, {&sandbox}, clock, ids, [this](const auto& key) { woken.push_back(key); }};
  modules::sandbox_settlement settlement{payments, sandbox, rows, clock, ids};
  domain::uuid user = make_user(1);
  domain::uuid listing = make_listing(user);

  domain::payment begin() {
    return payments.initiate(user, {posting_purpose::host_listing, listing, payment_provider::sandbox}, ids.next())
        .value();
  }
  gateways::sandbox_event event_for(const domain::payment& payment, settlement_outcome outcome,
                                    const std::string& id = "event-1") {
    return {id,
            outcome,
            *payment.gateway_order_id,
            "paid-" + domain::to_string(payment.payment_id),
            payment.amount_paise,
            "INR",
            std::nullopt,
            clock.now()};
  }
  domain::result<domain::webhook_receipt> receive(const std::string& body, const std::string& signature) {
    return payments.receive_webhook(payment_provider::sandbox, body, [&](std::string_view name) {
      return name == "x-sandbox-signature" ? &signature : nullptr;
    });
  }
  domain::result<domain::webhook_receipt> report(const gateways::sandbox_event& event) {
    const auto webhook = sandbox.sign(event);
    return receive(webhook.body, webhook.signature);
  }
  payment_status status_of(const domain::payment& payment) {
    return payments.find(user, payment.payment_id).value().status;
  }
  std::string count(const std::string& table) const { return value("SELECT count(*) FROM " + table); }
};

template <class T>
std::string outcome(const domain::result<T>& done) {
  return done ? std::string{} : std::string{domain::to_string(done.error().code)};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(payments, payment_world)

BOOST_AUTO_TEST_CASE(a_payment_begins_pending_at_the_present_price) {
  const auto first = begin();
  BOOST_TEST((first.status == payment_status::pending));
  BOOST_TEST(first.amount_paise == 49900);
  BOOST_TEST(first.gateway_order_id.has_value());
  value("UPDATE system_settings SET value = '100' WHERE key = 'host_listing_price_paise'");
  BOOST_TEST(begin().amount_paise == 100);
  BOOST_TEST(payments.find(user, first.payment_id).value().amount_paise == 49900);
}

BOOST_AUTO_TEST_CASE(only_an_own_posting_of_the_fitting_kind_is_paid_for) {
  const auto begin_for = [&](const domain::uuid& who, posting_purpose purpose, const domain::uuid& subject) {
    return outcome(payments.initiate(who, {purpose, subject, std::nullopt}, ids.next()));
  };
  const auto requirement = make_requirement(user);
  BOOST_TEST(begin_for(user, posting_purpose::tenant_listing, requirement) == "");
  BOOST_TEST(begin_for(user, posting_purpose::premium_listing, requirement) == "");
  BOOST_TEST(begin_for(user, posting_purpose::premium_listing, listing) == "");
  BOOST_TEST(begin_for(user, posting_purpose::tenant_listing, listing) == "invalid_fields");
  BOOST_TEST(begin_for(user, posting_purpose::host_listing, requirement) == "invalid_fields");
  BOOST_TEST(begin_for(make_user(2), posting_purpose::host_listing, listing) == "not_found");
  BOOST_TEST(begin_for(user, posting_purpose::host_listing, ids.next()) == "not_found");
  BOOST_TEST(begin_for(user, posting_purpose::host_listing, make_listing(user, "rented")) == "wrong_state");
}

BOOST_AUTO_TEST_CASE(a_provider_that_is_not_set_up_takes_no_payments) {
  const auto refused =
      payments.initiate(user, {posting_purpose::host_listing, listing, payment_provider::razorpay}, ids.next());
  BOOST_TEST(outcome(refused) == "invalid_fields");
  BOOST_TEST(refused.error().errors.at(0).pointer == "/gateway");
}

BOOST_AUTO_TEST_CASE(the_same_identifier_is_the_same_payment) {
  const auto id = ids.next();
  const domain::initiate_payment wanted{posting_purpose::host_listing, listing, std::nullopt};
  const auto first = payments.initiate(user, wanted, id).value();
  const auto again = payments.initiate(user, wanted, id).value();
  BOOST_TEST(*first.gateway_order_id == *again.gateway_order_id);
  BOOST_TEST(count("payments") == "1");
}

BOOST_AUTO_TEST_CASE(a_payment_is_its_payers_alone) {
  const auto payment = begin();
  BOOST_TEST(outcome(payments.find(make_user(2), payment.payment_id)) == "not_found");
}

BOOST_AUTO_TEST_CASE(success_entitles_and_commands_publishing_once) {
  const auto payment = begin();
  const auto event = event_for(payment, settlement_outcome::success);
  BOOST_TEST(!report(event).value().replayed);
  BOOST_TEST((status_of(payment) == payment_status::succeeded));
  BOOST_TEST(
      value("SELECT subject_kind || ' ' || validity_days || ' ' || state || ' ' || is_premium FROM entitlements") ==
      "listing 30 available false");
  const domain::entity_key posting{domain::entity_kind::listing, listing};
  BOOST_TEST(value("SELECT command || ' ' || kind || ' ' || shard || ' ' || entity_id FROM pending_command") ==
             "publish listing " + std::to_string(domain::shard_of(posting)) + " " + domain::to_string(listing));
  BOOST_TEST_REQUIRE(woken.size() == 1u);
  BOOST_TEST((woken[0] == posting));
  BOOST_TEST(report(event).value().replayed);
  BOOST_TEST(!report(event_for(payment, settlement_outcome::success, "event-2")).value().replayed);
  BOOST_TEST(count("entitlements") == "1");
  BOOST_TEST(count("pending_command") == "1");
  BOOST_TEST(woken.size() == 1u);
}

BOOST_AUTO_TEST_CASE(events_in_any_order_end_alike) {
  const auto payment = begin();
  BOOST_TEST(outcome(report(event_for(payment, settlement_outcome::failure, "e1"))) == "");
  BOOST_TEST((status_of(payment) == payment_status::failed));
  BOOST_TEST(count("entitlements") == "0");
  BOOST_TEST(outcome(report(event_for(payment, settlement_outcome::success, "e2"))) == "");
  BOOST_TEST((status_of(payment) == payment_status::succeeded));
  BOOST_TEST(outcome(report(event_for(payment, settlement_outcome::failure, "e3"))) == "");
  BOOST_TEST((status_of(payment) == payment_status::succeeded));
  BOOST_TEST(count("entitlements") == "1");
}

BOOST_AUTO_TEST_CASE(a_wrong_signature_does_nothing) {
  const auto payment = begin();
  const auto webhook = sandbox.sign(event_for(payment, settlement_outcome::success));
  auto wrong = webhook.signature;
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  BOOST_TEST(outcome(receive(webhook.body, wrong)) == "unauthorized");
  BOOST_TEST(outcome(receive(webhook.body, "")) == "unauthorized");
  BOOST_TEST(outcome(receive(webhook.body + " ", webhook.signature)) == "unauthorized");
  const gateways::sandbox_payment_gateway other{gateways::webhook_key{8}};
  BOOST_TEST(outcome(receive(webhook.body, other.sign(event_for(payment, settlement_outcome::success)).signature)) ==
             "unauthorized");
  BOOST_TEST((status_of(payment) == payment_status::pending));
  BOOST_TEST(count("webhook_events") == "0");
}

BOOST_AUTO_TEST_CASE(another_amount_or_order_does_nothing) {
  const auto payment = begin();
  auto cheap = event_for(payment, settlement_outcome::success);
  cheap.amount_paise = 1;
  BOOST_TEST(outcome(report(cheap)) == "invalid_fields");
  auto unknown = event_for(payment, settlement_outcome::success);
  unknown.order_id = "nobody's";
  BOOST_TEST(outcome(report(unknown)) == "not_found");
  BOOST_TEST((status_of(payment) == payment_status::pending));
  BOOST_TEST(outcome(report(event_for(payment, settlement_outcome::success))) == "");
}

BOOST_AUTO_TEST_CASE(the_same_event_from_many_sides_at_once_counts_once) {
  const auto payment = begin();
  const auto webhook = sandbox.sign(event_for(payment, settlement_outcome::success));
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([&] { receive(webhook.body, webhook.signature).value(); });
  threads.clear();
  BOOST_TEST(count("entitlements") == "1");
  BOOST_TEST(count("webhook_events") == "1");
  BOOST_TEST(woken.size() == 1u);
}

BOOST_AUTO_TEST_CASE(settling_by_hand_goes_through_the_webhooks_door) {
  const auto paid = begin();
  BOOST_TEST(
      (settlement.settle(paid.payment_id, settlement_outcome::success).value().status == payment_status::succeeded));
  const auto declined = begin();
  const auto after = settlement.settle(declined.payment_id, settlement_outcome::failure).value();
  BOOST_TEST((after.status == payment_status::failed));
  BOOST_TEST(after.failure_reason.has_value());
  BOOST_TEST(count("webhook_events") == "2");
  BOOST_TEST(outcome(settlement.settle(ids.next(), settlement_outcome::success)) == "not_found");
}

BOOST_AUTO_TEST_SUITE_END()
