#include "domain/contact_claims.hpp"

#include <algorithm>

namespace homigo::domain {
namespace {

failure lost() { return {errc::unauthorized, "The one-time password is wrong or no longer valid."}; }
failure suspended() { return {errc::forbidden, "This account is suspended."}; }
failure taken() { return {errc::conflict, "This phone number or e-mail address is in use."}; }

}  // namespace

result<proof_effects> decide_proof(const contact_proof& proof, std::span<const contact_claim> claims) {
  const auto own = std::ranges::find(claims, proof.user_id, &contact_claim::user_id);
  if (own == claims.end()) return lost();
  if (own->status == account_status::suspended) return suspended();
  // Signing in supposes a contact that is held; a password for it never proves one.
  if (proof.purpose != otp_purpose::signup && !holds(*own)) return lost();
  proof_effects effects;
  for (const auto& other : claims) {
    if (other.user_id == proof.user_id) continue;
    if (holds(other)) return taken();
    effects.dispossessed.push_back(other.user_id);
  }
  effects.is_new = !own->is_proven;
  effects.activates = proof.channel == otp_channel::phone && own->status == account_status::pending;
  effects.opens_session = proof.channel == otp_channel::phone || proof.purpose == otp_purpose::login;
  // An identifier that is in use is public: it tells nothing any more.
  const bool is_claimant = proof.evidence == proof_evidence::password ||
                           (proof.evidence == proof_evidence::new_account && own->status == account_status::pending);
  effects.closes_password = effects.activates && !is_claimant;
  effects.confirms_password = is_claimant && proof.channel == otp_channel::phone;
  return effects;
}

}  // namespace homigo::domain
