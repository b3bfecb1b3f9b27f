#include <boost/test/unit_test.hpp>
#include <vector>

#include "domain/users/contact_claims.hpp"

namespace contact_proof_test {

using namespace homigo::domain;

namespace {

uuid id_of(std::uint8_t number) {
  uuid id{};
  id.data[15] = number;
  return id;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(contact_proof_rules)

BOOST_AUTO_TEST_CASE(an_address_that_is_proven_alone_opens_no_session_and_activates_nothing) {
  const contact_claim claims[] = {{id_of(0), account_status::pending, false}};
  const auto done =
      decide_proof({id_of(0), otp_channel::email, otp_purpose::signup, proof_evidence::new_account}, claims).value();
  BOOST_TEST(done.is_new);
  BOOST_TEST(!done.activates);
  BOOST_TEST(!done.opens_session);
}

BOOST_AUTO_TEST_CASE(a_phone_that_is_proven_by_its_code_alone_closes_the_password_that_nobody_showed) {
  const contact_claim claims[] = {{id_of(0), account_status::pending, false}};
  const auto by = [&](proof_evidence evidence) {
    return decide_proof({id_of(0), otp_channel::phone, otp_purpose::signup, evidence}, claims).value();
  };
  BOOST_TEST(by(proof_evidence::contact).closes_password);
  BOOST_TEST(!by(proof_evidence::new_account).closes_password);
  BOOST_TEST(!by(proof_evidence::password).closes_password);
}

BOOST_AUTO_TEST_CASE(a_phone_alone_means_the_sign_up_that_no_address_speaks_for) {
  const contact_claim claims[] = {{id_of(0), account_status::pending, false, true},
                                  {id_of(1), account_status::pending, false},
                                  {id_of(2), account_status::pending, false}};
  const auto done = decide_proof({id_of(0), otp_channel::phone, otp_purpose::signup, {}}, claims).value();
  BOOST_CHECK(done.user_id == id_of(2));
  BOOST_CHECK(done.dispossessed == (std::vector{id_of(0), id_of(1)}));
}

BOOST_AUTO_TEST_CASE(a_phone_alone_takes_the_address_of_the_only_account_there_is_and_its_author_does_not) {
  const contact_claim claims[] = {{id_of(0), account_status::pending, false, true}};
  const auto by = [&](proof_evidence evidence) {
    return decide_proof({id_of(0), otp_channel::phone, otp_purpose::signup, evidence}, claims).value();
  };
  BOOST_TEST(by(proof_evidence::contact).withdraws_address);
  BOOST_TEST(!by(proof_evidence::new_account).withdraws_address);
}

BOOST_AUTO_TEST_CASE(no_address_is_proven_while_the_password_is_closed_and_a_reset_gives_it_up) {
  const contact_claim claims[] = {{id_of(0), account_status::active, false, true, true}};
  for (const auto evidence : {proof_evidence::contact, proof_evidence::new_account, proof_evidence::password})
    BOOST_CHECK(!decide_proof({id_of(0), otp_channel::email, otp_purpose::signup, evidence}, claims));
  const contact_claim proven[] = {{id_of(0), account_status::active, true, false, true}};
  BOOST_TEST(decide_proof({id_of(0), otp_channel::phone, otp_purpose::password_reset, {}}, proven)->drops_address);
}

BOOST_AUTO_TEST_CASE(an_address_alone_is_nobodys_when_two_have_written_it_down) {
  const contact_claim claims[] = {{id_of(0), account_status::pending, false},
                                  {id_of(1), account_status::active, false}};
  BOOST_CHECK(!decide_proof({id_of(0), otp_channel::email, otp_purpose::signup, proof_evidence::contact}, claims));
  BOOST_CHECK(decide_proof({id_of(0), otp_channel::email, otp_purpose::signup, proof_evidence::new_account}, claims));
}

BOOST_AUTO_TEST_CASE(a_public_identifier_confirms_no_password) {
  const contact_claim claims[] = {{id_of(0), account_status::active, true}};
  const auto done =
      decide_proof({id_of(0), otp_channel::phone, otp_purpose::signup, proof_evidence::new_account}, claims).value();
  BOOST_TEST(!done.confirms_password);
}

BOOST_AUTO_TEST_CASE(a_contact_that_another_account_in_use_has_proven_is_a_conflict) {
  const contact_claim claims[] = {{id_of(0), account_status::pending, false}, {id_of(1), account_status::active, true}};
  const auto done =
      decide_proof({id_of(0), otp_channel::phone, otp_purpose::signup, proof_evidence::new_account}, claims);
  BOOST_REQUIRE(!done);
  BOOST_CHECK(done.error().code == errc::conflict);
}

BOOST_AUTO_TEST_CASE(a_pending_account_holds_nothing_though_it_has_proven_its_address) {
  const contact_claim claims[] = {{id_of(0), account_status::pending, false},
                                  {id_of(1), account_status::pending, true}};
  const auto done =
      decide_proof({id_of(0), otp_channel::email, otp_purpose::signup, proof_evidence::new_account}, claims).value();
  BOOST_REQUIRE_EQUAL(done.dispossessed.size(), 1U);
  BOOST_CHECK(done.dispossessed[0] == id_of(1));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace contact_proof_test
