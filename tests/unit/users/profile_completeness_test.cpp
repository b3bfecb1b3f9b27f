#include <boost/test/unit_test.hpp>

#include "domain/users/profile.hpp"

namespace profile_completeness_test {

using namespace homigo::domain;

BOOST_AUTO_TEST_SUITE(profile_completeness)

BOOST_AUTO_TEST_CASE(what_cannot_be_left_out_counts_a_third_of_a_tenant) {
  BOOST_TEST(completeness(tenant_profile_content{}) == 33);
}

BOOST_AUTO_TEST_CASE(every_field_told_is_a_hundred) {
  tenant_profile_content p;
  p.company = "IIT";
  p.food_preference = food_preference::veg;
  p.smoking = p.drinking = p.pets = yes_no::no;
  p.about = "Quiet";
  BOOST_TEST(completeness(p) == 100);
}

BOOST_AUTO_TEST_CASE(a_private_host_needs_no_business_name) {
  host_profile_content p;
  p.host_category = host_category::owner;
  p.about = "Two flats";
  BOOST_TEST(completeness(p) == 100);
  p.host_category = host_category::broker;
  BOOST_TEST(completeness(p) == 66);
  p.business_name = "Rao Estates";
  BOOST_TEST(completeness(p) == 100);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace profile_completeness_test
