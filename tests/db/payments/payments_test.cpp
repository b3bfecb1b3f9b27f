#include "modules/payments/payments.hpp"

#include <boost/test/unit_test.hpp>
#include <mutex>
#include <thread>
#include <vector>

#include "gateways/payments/sandbox_payment_gateway.hpp"
#include "modules/payments/payment_repository.hpp"
#include "modules/payments/sandbox_settlement.hpp"
#include "support/posting_world.hpp"

namespace payments_test {

using namespace homigo;
using namespace homigo::tests;
using domain::payment_provider;
using domain::payment_status;
using domain::posting_purpose;
using domain::settlement_outcome;

namespace {

struct payment_world : posting_world {
  persistence::payment_repository rows{database.pool()};
  gateways::sandbox_payment_gateway sandbox{gateways::webhook_key{7}};
  std::mutex mutex;
  std::vector<domain::entity_key> published;  // asked for
  bool publishing_is_answered = true;
  std::vector<std::pair<std::int64_t, payment_status>> announced;
  metrics::registry metrics;
  modules::payments payments{rows,
                             {&sandbox},
                             clock,
                             ids,
                             {[this](const domain::entity_key& posting, const domain::uuid& command_id) {
                                return publish(posting, command_id);
                              },
                              [this](const domain::uuid&, std::int64_t seq, const domain::payment& payment) {
                                const std::lock_guard lock{mutex};
                                announced.emplace_back(seq, payment.status);
                              }},
                             metrics};
  modules::sandbox_settlement settlement{payments, sandbox, rows, clock, ids};
  domain::uuid user = make_user(1);
  domain::uuid listing = make_listing(user);

  /// As the posting's actor does: the durable command is gone when it is carried out.
  bool publish(const domain::entity_key& posting, const domain::uuid& command_id) {
    const std::lock_guard lock{mutex};
    published.push_back(posting);
    if (publishing_is_answered) value("DELETE FROM pending_command WHERE command_id = " + literal(command_id));
    return publishing_is_answered;
  }
  domain::initiate_payment wanting(posting_purpose purpose, bool extend = false) const {
    return {purpose, listing, payment_provider::sandbox, extend};
  }
  domain::payment begin() {
    return payments.initiate(user, wanting(posting_purpose::host_listing), ids.next()).value();
  }
  std::string incidents() const {
    return value("SELECT coalesce(string_agg(kind, ' ' ORDER BY created_at, incident_id), '') FROM payment_incidents");
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

BOOST_AUTO_TEST_CASE(an_order_that_is_still_open_is_answered_again) {
  const auto first = begin();
  BOOST_TEST((begin().payment_id == first.payment_id));
  const auto any_gateway = payments.initiate(user, {posting_purpose::host_listing, listing, {}}, ids.next()).value();
  BOOST_TEST((any_gateway.payment_id == first.payment_id));
  const auto premium = payments.initiate(user, wanting(posting_purpose::premium_listing), ids.next()).value();
  BOOST_TEST((premium.payment_id != first.payment_id));
  report(event_for(first, settlement_outcome::failure)).value();
  BOOST_TEST((begin().payment_id != first.payment_id));
}

BOOST_AUTO_TEST_CASE(orders_begun_at_once_for_one_listing_are_one) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([this] { begin(); });
  threads.clear();
  BOOST_TEST(count("payments") == "1");
}

BOOST_AUTO_TEST_CASE(paying_for_what_is_paid_for_has_to_be_wanted) {
  const auto wish = [&](posting_purpose purpose, bool extend) {
    return outcome(payments.initiate(user, wanting(purpose, extend), ids.next()));
  };
  // Paid and waiting for its photos, live, paused within the validity.
  report(event_for(begin(), settlement_outcome::success)).value();
  BOOST_TEST(wish(posting_purpose::host_listing, false) == "already_active");
  value("UPDATE entitlements SET state = 'used', used_at = now()");
  for (const auto* status : {"active", "paused"}) {
    value(std::string{"UPDATE property_listings SET status = '"} + status + "'");
    BOOST_TEST(wish(posting_purpose::host_listing, false) == "already_active");
    BOOST_TEST(wish(posting_purpose::host_listing, true) == "");
    BOOST_TEST(wish(posting_purpose::premium_listing, false) == "");
  }
  value("UPDATE property_listings SET is_premium = true");
  BOOST_TEST(wish(posting_purpose::premium_listing, false) == "already_active");
  BOOST_TEST(wish(posting_purpose::premium_listing, true) == "");
  value("UPDATE property_listings SET status = 'expired', valid_until = '2026-11-01', is_premium = false");
  BOOST_TEST(wish(posting_purpose::host_listing, false) == "");
}

BOOST_AUTO_TEST_CASE(an_extension_that_was_wanted_is_granted_as_one) {
  value("UPDATE property_listings SET status = 'active'");
  const auto payment = payments.initiate(user, wanting(posting_purpose::host_listing, true), ids.next()).value();
  report(event_for(payment, settlement_outcome::success)).value();
  BOOST_TEST(value("SELECT extends FROM entitlements") == "t");
  BOOST_TEST(published.size() == 1u);
  BOOST_TEST(incidents() == "");
}

BOOST_AUTO_TEST_CASE(a_report_with_the_providers_payment_of_another_order_is_answered_and_traced) {
  const auto first = begin();
  report(event_for(first, settlement_outcome::success)).value();
  listing = make_listing(user);
  const auto second = begin();
  for (const auto reported : {settlement_outcome::success, settlement_outcome::failure}) {
    auto event = event_for(second, reported, reported == settlement_outcome::success ? "e2" : "e3");
    event.gateway_payment_id = event_for(first, reported).gateway_payment_id;
    for (int i = 0; i < 2; ++i) BOOST_TEST(outcome(report(event)) == "");
    BOOST_TEST((status_of(second) == payment_status::pending));
  }
  BOOST_TEST(incidents() == "payment_of_another_order payment_of_another_order");
  BOOST_TEST(outcome(report(event_for(second, settlement_outcome::success, "e4"))) == "");
  BOOST_TEST((status_of(second) == payment_status::succeeded));
}

BOOST_AUTO_TEST_CASE(a_second_capture_of_one_order_is_traced) {
  const auto payment = begin();
  report(event_for(payment, settlement_outcome::success)).value();
  auto again = event_for(payment, settlement_outcome::success, "event-2");
  again.gateway_payment_id = "another capture";
  BOOST_TEST(outcome(report(again)) == "");
  BOOST_TEST(value("SELECT kind || ' ' || gateway_payment_id || ' ' || amount_paise FROM payment_incidents") ==
             "captured_twice another capture 49900");
  BOOST_TEST(count("entitlements") == "1");
}

BOOST_AUTO_TEST_CASE(money_that_comes_after_its_posting_has_gone_is_traced) {
  for (const auto* end : {"deleted", "rented"}) {
    listing = make_listing(user);
    const auto payment = begin();
    value(std::string{"UPDATE property_listings SET status = '"} + end + "' WHERE listing_id = " + literal(listing));
    const auto asked = published.size();
    BOOST_TEST(outcome(report(event_for(payment, settlement_outcome::success, end))) == "");
    BOOST_TEST((status_of(payment) == payment_status::succeeded));
    BOOST_TEST(published.size() == asked);
  }
  BOOST_TEST(incidents() == "subject_gone subject_gone");
}

BOOST_AUTO_TEST_CASE(two_orders_paid_for_one_publishing_are_traced_and_extend_nothing) {
  const auto first = begin();
  value("UPDATE system_settings SET value = '100' WHERE key = 'host_listing_price_paise'");
  const auto second = begin();
  BOOST_TEST((first.payment_id != second.payment_id));
  report(event_for(first, settlement_outcome::success, "e1")).value();
  report(event_for(second, settlement_outcome::success, "e2")).value();
  BOOST_TEST(published.size() == 1u);
  BOOST_TEST(value("SELECT kind || ' ' || payment_id FROM payment_incidents") ==
             "already_active " + domain::to_string(second.payment_id));
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
  BOOST_TEST_REQUIRE(published.size() == 1u);
  BOOST_TEST((published[0] == posting));
  BOOST_TEST(report(event).value().replayed);
  BOOST_TEST(!report(event_for(payment, settlement_outcome::success, "event-2")).value().replayed);
  BOOST_TEST(count("entitlements") == "1");
  BOOST_TEST(published.size() == 1u);
  BOOST_TEST(incidents() == "");
  BOOST_TEST_REQUIRE(announced.size() == 1u);
  BOOST_TEST((announced[0] == std::pair{std::int64_t{1}, payment_status::succeeded}));
  BOOST_TEST(value("SELECT event || ' ' || (detail ->> 'status') FROM user_events WHERE user_id = " + literal(user)) ==
             "payment.updated succeeded");
}

BOOST_AUTO_TEST_CASE(a_report_is_not_answered_well_before_its_posting_is_published) {
  const auto payment = begin();
  const auto event = event_for(payment, settlement_outcome::success);
  publishing_is_answered = false;
  BOOST_TEST(outcome(report(event)) == "outcome_unknown");
  BOOST_TEST((status_of(payment) == payment_status::succeeded));
  const domain::entity_key posting{domain::entity_kind::listing, listing};
  BOOST_TEST(value("SELECT command || ' ' || kind || ' ' || shard || ' ' || entity_id FROM pending_command") ==
             "publish listing " + std::to_string(domain::shard_of(posting)) + " " + domain::to_string(listing));
  BOOST_TEST(outcome(report(event)) == "outcome_unknown");
  publishing_is_answered = true;
  BOOST_TEST(report(event).value().replayed);
  BOOST_TEST(count("pending_command") == "0");
  BOOST_TEST(count("entitlements") == "1");
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

BOOST_AUTO_TEST_CASE(another_amount_or_order_does_nothing_and_leaves_a_trace) {
  const auto payment = begin();
  auto cheap = event_for(payment, settlement_outcome::success);
  cheap.amount_paise = 1;
  BOOST_TEST(outcome(report(cheap)) == "invalid_fields");
  auto unknown = event_for(payment, settlement_outcome::success);
  unknown.order_id = "nobody's";
  BOOST_TEST(outcome(report(unknown)) == "not_found");
  BOOST_TEST(outcome(report(unknown)) == "not_found");
  BOOST_TEST(value("SELECT string_agg(kind || ' ' || amount_paise, ', ' ORDER BY kind) FROM payment_incidents") ==
             "amount_mismatch 1, unknown_order 49900");
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
  BOOST_TEST(published.size() >= 1u);
}

BOOST_AUTO_TEST_CASE(settling_by_hand_goes_through_the_webhooks_door) {
  const auto paid = begin();
  BOOST_TEST(
      (settlement.settle(paid.payment_id, settlement_outcome::success).value().status == payment_status::succeeded));
  listing = make_listing(user);
  const auto declined = begin();
  const auto after = settlement.settle(declined.payment_id, settlement_outcome::failure).value();
  BOOST_TEST((after.status == payment_status::failed));
  BOOST_TEST(after.failure_reason.has_value());
  BOOST_TEST(count("webhook_events") == "2");
  BOOST_TEST(outcome(settlement.settle(ids.next(), settlement_outcome::success)) == "not_found");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace payments_test
