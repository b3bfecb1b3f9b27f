#include "domain/users/contact_claims.hpp"

#include <algorithm>

namespace homigo::domain {
namespace {

failure lost() { return {errc::unauthorized, "The one-time password is wrong or no longer valid."}; }
failure suspended() { return {errc::forbidden, "This account is suspended."}; }
failure taken() { return {errc::conflict, "This phone number or e-mail address is already in use."}; }

/// Whoever shows a phone alone may be another than the one who proved the address of the account the code was sent for:
/// then their own sign-up is meant, the newest that no address speaks for.
const contact_claim& account_meant(const contact_proof& proof, const contact_claim& own,
                                   std::span<const contact_claim> claims) {
  const bool is_doubtful = proof.channel == otp_channel::phone && proof.evidence == proof_evidence::contact &&
                           own.status == account_status::pending && own.has_other_proof;
  if (!is_doubtful) return own;
  const auto newest = std::find_if(claims.rbegin(), claims.rend(), [](const contact_claim& c) {
    return c.status == account_status::pending && !c.has_other_proof;
  });
  return newest == claims.rend() ? own : *newest;
}

/// An address that is shown alone tells nothing of the phone and the password beside it: it is somebody's own only
/// where nobody else has written it down, and nobody's while the account waits for the one who chose its password.
bool is_strangers_address(const contact_proof& proof, const contact_claim& own, std::size_t claims) {
  if (proof.channel != otp_channel::email) return false;
  const bool is_alone = proof.purpose == otp_purpose::signup && proof.evidence == proof_evidence::contact;
  return own.is_password_closed || (is_alone && claims > 1);
}

void decide_password(const contact_proof& proof, const contact_claim& own, proof_effects& effects) {
  // An identifier that is in use is public: it tells nothing any more.
  const bool is_claimant = proof.evidence == proof_evidence::password ||
                           (proof.evidence == proof_evidence::new_account && own.status == account_status::pending);
  effects.closes_password = effects.activates && !is_claimant;
  effects.confirms_password = is_claimant && proof.channel == otp_channel::phone;
  effects.withdraws_address = effects.closes_password;
  effects.drops_address = proof.purpose == otp_purpose::password_reset && own.is_password_closed;
}

}  // namespace

result<proof_effects> decide_proof(const contact_proof& proof, std::span<const contact_claim> claims) {
  const auto named = std::ranges::find(claims, proof.user_id, &contact_claim::user_id);
  if (named == claims.end()) return lost();
  const auto& own = account_meant(proof, *named, claims);
  if (own.status == account_status::suspended) return suspended();
  // Signing in supposes a contact that is held; a password for it never proves one.
  if (proof.purpose != otp_purpose::signup && !holds(own)) return lost();
  proof_effects effects;
  effects.user_id = own.user_id;
  for (const auto& other : claims) {
    if (other.user_id == own.user_id) continue;
    if (holds(other)) return taken();
    effects.dispossessed.push_back(other.user_id);
  }
  if (is_strangers_address(proof, own, claims.size())) return lost();
  effects.is_new = !own.is_proven;
  effects.activates = proof.channel == otp_channel::phone && own.status == account_status::pending;
  effects.opens_session = proof.channel == otp_channel::phone || proof.purpose == otp_purpose::login;
  decide_password(proof, own, effects);
  return effects;
}

}  // namespace homigo::domain
