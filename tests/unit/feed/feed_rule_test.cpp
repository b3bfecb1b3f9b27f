#include "domain/feed/feed_rule.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <vector>

namespace feed_rule_test {

using namespace homigo::domain;
using std::chrono::days;
using std::chrono::milliseconds;

namespace {

uuid id(std::uint8_t n) {
  uuid value{};
  value.data[15] = n;
  return value;
}

constexpr instant now{days{20'000}};

/// A listing and a requirement that are shown to each other; every test breaks one thing.
struct fitting_pair {
  feed_listing listing{.status = posting_status::active,
                       .valid_until = now + days{1},
                       .host_id = id(1),
                       .host_in_good_standing = true,
                       .rent_monthly = 20'000,
                       .occupancy = occupancy_type::single,
                       .accepted_gender = gender_preference::any,
                       .available_from = date{days{20'010}}};
  feed_requirement requirement{.status = posting_status::active,
                               .valid_until = now + days{1},
                               .tenant_id = id(2),
                               .tenant_in_good_standing = true,
                               .budget_min = 15'000,
                               .budget_max = 25'000,
                               .radius_m = 10'000,
                               .occupancy = occupancy_type::single,
                               .gender_preference = gender_preference::any,
                               .tenant_gender = gender::female,
                               .move_in_date = date{days{20'010}}};
  feed_relation relation{.distance_m = 1'000};

  bool shown() const { return is_shown(listing, requirement, relation, now); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(feed_rule)

BOOST_AUTO_TEST_CASE(a_fitting_pair_is_shown) { BOOST_TEST(fitting_pair{}.shown()); }

BOOST_AUTO_TEST_CASE(only_active_postings_are_shown) {
  for (const auto status : {posting_status::draft, posting_status::paused, posting_status::expired,
                            posting_status::rented, posting_status::fulfilled, posting_status::deleted}) {
    fitting_pair p;
    p.listing.status = status;
    BOOST_TEST(!p.shown());
    fitting_pair q;
    q.requirement.status = status;
    BOOST_TEST(!q.shown());
  }
}

BOOST_AUTO_TEST_CASE(validity_ends_at_its_instant) {
  fitting_pair p;
  p.listing.valid_until = now;
  BOOST_TEST(!p.shown());
  p.listing.valid_until = now + milliseconds{1};
  BOOST_TEST(p.shown());
  p.requirement.valid_until = now;
  BOOST_TEST(!p.shown());
  p.requirement.valid_until.reset();
  BOOST_TEST(!p.shown());
}

BOOST_AUTO_TEST_CASE(the_rent_lies_within_the_budget_borders_included) {
  for (const auto& [rent, shown] : {std::pair{14'999, false}, {15'000, true}, {25'000, true}, {25'001, false}}) {
    fitting_pair p;
    p.listing.rent_monthly = rent;
    BOOST_TEST(p.shown() == shown);
  }
}

BOOST_AUTO_TEST_CASE(the_radius_includes_its_border) {
  fitting_pair p;
  p.relation.distance_m = 10'000;
  BOOST_TEST(p.shown());
  p.relation.distance_m = 10'001;
  BOOST_TEST(!p.shown());
}

BOOST_AUTO_TEST_CASE(what_lies_between_the_two_hides_them) {
  fitting_pair swiped, decided, blocked, own;
  swiped.relation.swiped_by_viewer = true;
  BOOST_TEST(!swiped.shown());
  decided.relation.pair_decided = true;
  BOOST_TEST(!decided.shown());
  blocked.relation.blocked = true;
  BOOST_TEST(!blocked.shown());
  own.listing.host_id = own.requirement.tenant_id;
  BOOST_TEST(!own.shown());
}

BOOST_AUTO_TEST_CASE(both_accounts_are_in_good_standing) {
  fitting_pair p, q;
  p.listing.host_in_good_standing = false;
  BOOST_TEST(!p.shown());
  q.requirement.tenant_in_good_standing = false;
  BOOST_TEST(!q.shown());
}

BOOST_AUTO_TEST_CASE(occupancy_is_equal) {
  fitting_pair p;
  p.listing.occupancy = occupancy_type::family;
  BOOST_TEST(!p.shown());
  p.requirement.occupancy = occupancy_type::family;
  BOOST_TEST(p.shown());
}

BOOST_AUTO_TEST_CASE(the_gender_preferences_agree_and_the_tenants_gender_is_accepted) {
  fitting_pair p;
  p.listing.accepted_gender = gender_preference::female;
  BOOST_TEST(p.shown());
  p.requirement.gender_preference = gender_preference::male;
  BOOST_TEST(!p.shown());
  p.requirement.gender_preference = gender_preference::female;
  BOOST_TEST(p.shown());
  p.requirement.tenant_gender = gender::male;
  BOOST_TEST(!p.shown());
  p.requirement.tenant_gender = gender::other;
  BOOST_TEST(!p.shown());
  p.requirement.tenant_gender.reset();
  BOOST_TEST(!p.shown());
  p.listing.accepted_gender = gender_preference::any;
  BOOST_TEST(p.shown());
}

BOOST_AUTO_TEST_CASE(a_home_may_become_free_thirty_days_after_the_wished_day) {
  fitting_pair p;
  p.listing.available_from = p.requirement.move_in_date + days{30};
  BOOST_TEST(p.shown());
  p.listing.available_from += days{1};
  BOOST_TEST(!p.shown());
  p.listing.available_from = p.requirement.move_in_date - days{500};
  BOOST_TEST(p.shown());
}

BOOST_AUTO_TEST_CASE(the_order_is_premium_then_score_then_newest_then_id) {
  const std::vector<feed_key> wanted{{true, 10, instant{milliseconds{5}}, id(1)},
                                     {false, 90, instant{milliseconds{1}}, id(1)},
                                     {false, 80, instant{milliseconds{9}}, id(1)},
                                     {false, 80, instant{milliseconds{8}}, id(7)},
                                     {false, 80, instant{milliseconds{8}}, id(3)}};
  auto sorted = wanted;
  std::ranges::reverse(sorted);
  std::ranges::sort(sorted, shown_before);
  BOOST_TEST((sorted == wanted));
  BOOST_TEST(!shown_before(wanted[0], wanted[0]));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace feed_rule_test
