#include <boost/test/unit_test.hpp>

#include "modules/users/operators/operators.hpp"
#include "support/account_world.hpp"

namespace operators_test {

using namespace homigo;
using namespace homigo::tests;

BOOST_FIXTURE_TEST_SUITE(operators, account_world)

BOOST_AUTO_TEST_CASE(an_operators_token_is_recognised_until_it_is_revoked) {
  modules::operators office{node.operator_rows, node.ids, node.random};
  const auto token = office.create("ops@example.in").value();
  const auto who = accounts.authentication.authenticate(token).value();
  BOOST_TEST(who.is_operator);
  database.execute("UPDATE operators SET revoked_at = now()");
  clock.advance(std::chrono::seconds{5});
  BOOST_TEST(!is_accepted(token));
}

BOOST_AUTO_TEST_CASE(the_table_of_permissions_says_what_a_role_may_do) {
  modules::operators office{node.operator_rows, node.ids, node.random};
  const auto may_operate = [&](const std::string& token) {
    clock.advance(std::chrono::seconds{5});
    const auto who = accounts.authentication.authenticate(token).value();
    return who.is_operator && who.permissions.contains(domain::operator_permission::operations);
  };
  BOOST_TEST(may_operate(office.create("ops@example.in").value()));
  const auto support = office.create("help@example.in", domain::operator_role::support).value();
  BOOST_TEST(!may_operate(support));
  database.execute("INSERT INTO role_permissions VALUES ('support', 'operations')");
  BOOST_TEST(may_operate(support));
  database.execute("DELETE FROM role_permissions");
  BOOST_TEST(!may_operate(support));
}

BOOST_AUTO_TEST_CASE(a_new_token_ends_the_one_before) {
  modules::operators office{node.operator_rows, node.ids, node.random};
  const auto first = office.create("ops@example.in", domain::operator_role::finance).value();
  const auto second = office.renew_token("OPS@example.in").value();
  clock.advance(std::chrono::seconds{5});
  BOOST_TEST(!is_accepted(first));
  BOOST_TEST(is_accepted(second));
  BOOST_TEST(outcome(office.renew_token("nobody@example.in")) == "not_found");
  BOOST_TEST(outcome(office.revoke("ops@example.in")) == "");
  BOOST_TEST(outcome(office.renew_token("ops@example.in")) == "not_found");
}

BOOST_AUTO_TEST_CASE(an_address_has_one_operator_in_office) {
  modules::operators office{node.operator_rows, node.ids, node.random};
  BOOST_TEST(outcome(office.create("ops@example.in")) == "");
  BOOST_TEST(outcome(office.create("OPS@example.in")) == "conflict");
  BOOST_TEST(outcome(office.create("no address")) == "invalid_fields");
}

BOOST_AUTO_TEST_CASE(a_users_token_is_no_operators) { BOOST_TEST(!principal_of(member(1)).is_operator); }

BOOST_AUTO_TEST_SUITE_END()

}  // namespace operators_test
