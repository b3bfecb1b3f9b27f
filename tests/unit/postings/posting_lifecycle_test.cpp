#include "domain/postings/posting_lifecycle.hpp"

#include <boost/test/unit_test.hpp>
#include <set>
#include <utility>

namespace posting_lifecycle_test {

using namespace homigo::domain;
using std::chrono::days;
using enum homigo::domain::posting_status;

namespace {

constexpr instant now{days{20'000}};
constexpr publishing_conditions all_met{.photos_complete = true, .entitled = true, .validity = days{30}};
constexpr auto listing = posting_kind::listing;
constexpr auto requirement = posting_kind::requirement;

posting_life in_status(posting_status status) {
  posting_life life{.status = status, .published_at = {}, .valid_until = {}};
  if (status != draft) life.published_at = now - days{1};
  if (status != draft) life.valid_until = status == expired ? now : now + days{29};
  return life;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(posting_lifecycle)

BOOST_AUTO_TEST_CASE(publishing_starts_the_validity_and_spends_the_entitlement) {
  for (const auto kind : {listing, requirement}) {
    const auto t = request_status(kind, in_status(draft), active, all_met, now);
    BOOST_TEST(t.changed);
    BOOST_TEST(t.spends_entitlement);
    BOOST_TEST((t.next == posting_life{active, now, now + days{30}}));
  }
}

BOOST_AUTO_TEST_CASE(a_listing_without_photos_is_told_so_before_it_is_asked_for_money) {
  const auto t = request_status(listing, in_status(draft), active, {.photos_complete = false, .entitled = false}, now);
  BOOST_TEST((t.refusal == errc::photo_sequence_incomplete));
  BOOST_TEST(!t.changed);
  BOOST_TEST((t.next == in_status(draft)));
}

BOOST_AUTO_TEST_CASE(an_unpaid_posting_is_not_published) {
  BOOST_TEST(
      (request_status(listing, in_status(draft), active, {.photos_complete = true, .entitled = false}, now).refusal ==
       errc::payment_required));
  BOOST_TEST((request_status(requirement, in_status(draft), active, {}, now).refusal == errc::payment_required));
}

BOOST_AUTO_TEST_CASE(a_requirement_needs_no_photos) {
  BOOST_TEST(
      request_status(requirement, in_status(draft), active, {.photos_complete = false, .entitled = true}, now).changed);
}

BOOST_AUTO_TEST_CASE(pausing_and_resuming_costs_nothing_and_keeps_the_validity) {
  const auto paused_life = request_status(listing, in_status(active), paused, {}, now).next;
  BOOST_TEST((paused_life.status == paused));
  const auto t = request_status(listing, paused_life, active, {.photos_complete = true, .entitled = false}, now);
  BOOST_TEST((t.next == in_status(active)));
  BOOST_TEST(!t.spends_entitlement);
}

BOOST_AUTO_TEST_CASE(resuming_asks_for_the_photos_again) {
  BOOST_TEST((request_status(listing, in_status(paused), active, {}, now).refusal == errc::photo_sequence_incomplete));
}

BOOST_AUTO_TEST_CASE(resuming_after_the_validity_is_a_renewal) {
  auto life = in_status(paused);
  life.valid_until = now;
  BOOST_TEST((request_status(requirement, life, active, {}, now).refusal == errc::payment_required));
  const auto t = request_status(requirement, life, active, all_met, now);
  BOOST_TEST(t.spends_entitlement);
  BOOST_TEST((*t.next.valid_until == now + days{30}));
}

BOOST_AUTO_TEST_CASE(renewing_keeps_the_day_of_first_publishing) {
  const auto t = request_status(listing, in_status(expired), active, all_met, now);
  BOOST_TEST((t.next == posting_life{active, now - days{1}, now + days{30}}));
  BOOST_TEST(t.spends_entitlement);
  BOOST_TEST((request_status(listing, in_status(expired), active, {.photos_complete = true}, now).refusal ==
              errc::payment_required));
}

BOOST_AUTO_TEST_CASE(only_the_ways_of_the_life_are_open) {
  const std::set<std::pair<posting_status, posting_status>> common{
      {draft, active},   {active, paused},  {paused, active},   {expired, active},    {draft, deleted},
      {active, deleted}, {paused, deleted}, {expired, deleted}, {fulfilled, deleted}, {rented, deleted}};
  const auto all = {draft, active, paused, expired, fulfilled, rented, deleted};
  for (const auto kind : {listing, requirement})
    for (const auto from : all)
      for (const auto to : all) {
        const bool open = common.contains({from, to}) ||
                          ((from == active || from == paused) && to == (kind == listing ? rented : fulfilled));
        const auto t = request_status(kind, in_status(from), to, all_met, now);
        BOOST_TEST(t.changed == open);
        BOOST_TEST((t.refusal == (open || from == to ? std::optional<errc>{} : errc::wrong_state)));
        BOOST_TEST((t.next.status == (open ? to : from)));
        BOOST_TEST(t.ends_pairs == (open && (to == rented || to == fulfilled || to == deleted)));
      }
}

BOOST_AUTO_TEST_CASE(the_clock_expires_what_is_over_and_nothing_else) {
  for (const auto status : {active, paused}) {
    auto life = in_status(status);
    BOOST_TEST(!expire(life, *life.valid_until - std::chrono::milliseconds{1}).changed);
    const auto t = expire(life, *life.valid_until);
    BOOST_TEST(t.changed);
    BOOST_TEST((t.next.status == expired));
    BOOST_TEST(!t.ends_pairs);
  }
  for (const auto status : {draft, expired, fulfilled, rented, deleted})
    BOOST_TEST(!expire(in_status(status), now + days{1'000}).changed);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace posting_lifecycle_test
