#include "modules/import/stock/identity.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

namespace identity_test {

using namespace homigo;
using stock::identifier;
using stock::thing;

BOOST_AUTO_TEST_SUITE(stock_identity)

BOOST_AUTO_TEST_CASE(identifiers_rise_with_their_number_and_are_version_7) {
  auto last = identifier(3, thing::listing, 0);
  for (std::uint64_t i = 1; i < 1000; ++i) {
    const auto next = identifier(3, thing::listing, i);
    BOOST_TEST_REQUIRE((last < next));
    BOOST_TEST_REQUIRE((next.data[6] >> 4) == 7);
    BOOST_TEST_REQUIRE((next.data[8] >> 6) == 2);
    last = next;
  }
}

BOOST_AUTO_TEST_CASE(seeds_and_kinds_share_no_identifier) {
  std::set<domain::uuid> seen;
  for (std::uint64_t seed = 1; seed <= 3; ++seed)
    for (const auto kind : {thing::host, thing::tenant, thing::listing, thing::requirement, thing::photo})
      for (std::uint64_t i = 0; i < 500; ++i) seen.insert(identifier(seed, kind, i));
  BOOST_TEST(seen.size() == 3 * 5 * 500);
}

BOOST_AUTO_TEST_CASE(identifiers_stay_what_they_are) {
  BOOST_TEST(domain::to_string(identifier(1, thing::listing, 0)) == "01941f29-7c00-7002-956c-849a38de8b7a");
}

BOOST_AUTO_TEST_CASE(people_of_two_seeds_and_roles_share_neither_phone_nor_address) {
  std::set<std::string> phones, emails;
  for (std::uint64_t seed = 1; seed <= 2; ++seed)
    for (const bool is_host : {false, true})
      for (std::uint64_t i = 0; i < 100; ++i) {
        phones.insert(stock::phone({seed, is_host, i}));
        emails.insert(stock::email({seed, is_host, i}));
      }
  BOOST_TEST(phones.size() == 400);
  BOOST_TEST(emails.size() == 400);
  BOOST_TEST(phones.begin()->size() == 16);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace identity_test
