#include "modules/users/sign_in/password_reset.hpp"

#include "modules/users/caches/account_cache.hpp"
#include "modules/users/caches/token_cache.hpp"
#include "modules/users/secrets/password_hasher.hpp"
#include "modules/users/sign_in/account_repository.hpp"
#include "modules/users/sign_in/identifier.hpp"
#include "modules/users/sign_in/sign_in_ticket.hpp"

namespace homigo::modules {
namespace {

using persistence::otp_purpose;

domain::failure no_identifier() {
  return domain::invalid_field("/identifier", "invalid_format", "must be a phone number or an e-mail address");
}

}  // namespace

domain::result<domain::forgot_password_answer> password_reset::send_otp(const domain::forgot_password_request& request,
                                                                        const client_origin& from) {
  const auto parsed = parse_identifier(request.identifier);
  if (!parsed) return no_identifier();
  const auto otp = otps_.make(parsed->channel, otp_purpose::password_reset);
  const auto limits = limits_.for_otp(otp_purpose::password_reset, request.identifier, from);
  auto order = persistence::otp_order{parsed->key, request.identifier, otp, limits, limits_.for_recipient()};
  if (auto sent = context_.accounts.order_otp(order); !sent) return sent.error();
  return domain::forgot_password_answer{otps_.sealed_ticket(otp), otps_.ticket(otp)};
}

domain::result<void> password_reset::reset(const domain::reset_password_request& request, const client_origin& from) {
  const auto parsed = parse_identifier(request.identifier);
  if (!parsed) return no_identifier();
  if (auto allowed = limits_.check_wrong_codes(from); !allowed) return allowed.error();
  // Hashed before anything is known about the account, so that all tries take equally long.
  const auto password_hash = context_.hasher.hash(request.password);
  const auto user_id = context_.accounts.redeem_for_reset(claim_of(request, *parsed), password_hash);
  if (!user_id) {
    limits_.count_wrong_code(from);
    return user_id.error();
  }
  tokens_.forget_user(*user_id);
  texts_.forget(*user_id);
  limits_.forgive(request.identifier, from);
  return {};
}

/// With a ticket that is not valid, nobody's; with one beside another's identifier neither's, or a success here would
/// clear what is counted against them.
persistence::otp_claim password_reset::claim_of(const domain::reset_password_request& request,
                                                const identifier& who) const {
  named_account named{who.key, request.identifier, domain::proof_evidence::contact, false};
  if (request.ticket) {
    const auto ticket = opened(*request.ticket, context_.secrets, context_.clock.now());
    named.key = {.otp_id = ticket ? ticket->id : domain::uuid{}};
    named.is_secret = true;
  }
  auto claim = otps_.claim(named, who.channel, {otp_purpose::password_reset}, request.otp);
  claim.contact = who.key.phone ? who.key.phone : who.key.email;
  return claim;
}

}  // namespace homigo::modules
