// Whose a phone number or an e-mail address is: claimed by many, proven by one. Pure rules, so that every order of
// sign-ups and proofs can be tested.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/users/sign_in.hpp"

namespace homigo::domain {

/// What a one-time password was sent for.
enum class otp_purpose : std::uint8_t { signup, login, password_reset };

/// An account that has written down the phone or address in question.
struct contact_claim {
  uuid user_id{};
  account_status status{};
  bool is_proven = false;
  bool has_other_proof = false;  // of its address, where this is about its phone, and the other way round
  bool is_password_closed = false;
};

/// An account holds a contact once it is in use and has proven it; all else are claims that bind nobody.
constexpr bool holds(const contact_claim& claim) {
  return claim.is_proven && (claim.status == account_status::active || claim.status == account_status::suspended);
}

/// What came with a one-time password and tells whether its bearer is the one who chose the account's password.
enum class proof_evidence : std::uint8_t {
  contact,      // nothing: the phone or address alone, or a ticket for signing in
  new_account,  // the identifier of a pending account, which is told to nobody but the one who signed up
  password,     // a ticket that is given for the right password
};

/// The right one-time password was presented.
struct contact_proof {
  uuid user_id{};  // for whose account it was sent
  otp_channel channel{};
  otp_purpose purpose{};
  proof_evidence evidence = proof_evidence::contact;
};

struct proof_effects {
  uuid user_id{};       // whose account it is done to
  bool is_new = false;  // the contact was not proven before
  bool activates = false;
  bool opens_session = false;
  bool closes_password = false;    // until it is presented together with a one-time password
  bool confirms_password = false;  // it has been
  bool withdraws_address = false;  // its proof and its codes: whoever proved the phone showed nothing about it
  bool drops_address = false;      // nobody is left who could show to have written it down
  std::vector<uuid> dispossessed;  // lose their claim
};

/// `claims` are all accounts, but deleted ones, with the contact that was proven, in the order they signed up. Fails
/// with unauthorized (the account has lost its claim, or it is not known whose is meant), forbidden (suspended) and
/// conflict (another account holds the contact).
result<proof_effects> decide_proof(const contact_proof& proof, std::span<const contact_claim> claims);

}  // namespace homigo::domain
