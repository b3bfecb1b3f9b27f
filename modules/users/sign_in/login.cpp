#include "modules/users/sign_in/login.hpp"

#include "modules/users/caches/account_cache.hpp"
#include "modules/users/secrets/password_hasher.hpp"
#include "modules/users/sessions/session_repository.hpp"
#include "modules/users/sign_in/account_repository.hpp"
#include "modules/users/sign_in/identifier.hpp"
#include "modules/users/sign_in/named_account.hpp"
#include "modules/users/sign_in/sign_in_ticket.hpp"

namespace homigo::modules {
namespace {

using domain::account_status;
using domain::errc;
using domain::failure;
using persistence::otp_purpose;

failure wrong_password() { return {errc::unauthorized, "The identifier or the password is wrong."}; }

failure wrong_code() { return {errc::unauthorized, "The one-time password is wrong or no longer valid."}; }

domain::verified_answer with_session(domain::signed_in_answer session, domain::otp_channel channel) {
  const auto status = session.user.account_status;
  return {channel,
          status,
          std::move(session.access_token),
          std::move(session.refresh_token),
          std::move(session.token_type),
          session.expires_in,
          std::move(session.user)};
}

}  // namespace

domain::result<password_outcome> login::with_password(const std::string& identifier, const std::string& password,
                                                      const client_origin& from) {
  const auto parsed = parse_identifier(identifier);
  const auto known = parsed ? context_.accounts.find_credentials(parsed->key, origin_of(from, context_)) : std::nullopt;
  // Where the account was signed in before, wrong tries of others do not count: the owner gets in.
  const auto tries = limits_.look_at_passwords(identifier, from);
  const bool is_familiar = known && known->knows_origin;
  if (const auto wait = is_familiar ? tries.own_wait : tries.wait) return too_many_wrong_attempts(*wait);
  if (!context_.hasher.verify(known ? known->password_hash : std::nullopt, password)) {
    limits_.count_wrong_password(identifier, from);
    return tries.wait ? too_many_wrong_attempts(*tries.wait) : wrong_password();
  }
  if (known->account_status == account_status::suspended) return failure{errc::forbidden, "This account is suspended."};
  if (known->account_status == account_status::pending || known->password_unconfirmed)
    return password_outcome{waits_for_proof(known->user_id)};
  auto tokens = sessions_.make_tokens();
  const auto session = sessions_.begin(tokens, from);
  context_.sessions.add(known->user_id, session);
  limits_.forgive(identifier, from);
  return password_outcome{sessions_.answer(std::move(tokens), known->user_id, session.access_expires_at)};
}

verification_pending login::waits_for_proof(const domain::uuid& user_id) const {
  const auto end = context_.clock.now() + std::chrono::minutes{context_.settings.otp_minutes};
  return {sealed({sign_in_ticket::subject::account, user_id, end}, context_.secrets, context_.random)};
}

domain::result<domain::otp_sent_answer> login::send_otp(const std::string& identifier, const client_origin& from) {
  const auto parsed = parse_identifier(identifier);
  if (!parsed)
    return domain::invalid_field("/identifier", "invalid_format", "must be a phone number or an e-mail address");
  const auto otp = otps_.make(parsed->channel, otp_purpose::login);
  const auto limits = limits_.for_otp(otp_purpose::login, identifier, from);
  if (auto sent = context_.accounts.order_otp({parsed->key, identifier, otp, limits, limits_.for_recipient()}); !sent)
    return sent.error();
  return domain::otp_sent_answer{otps_.sealed_ticket(otp), otps_.ticket(otp)};
}

domain::result<domain::verified_answer> login::verify_otp(const domain::verify_otp_request& request,
                                                          const client_origin& from) {
  if (auto allowed = limits_.check_wrong_codes(from); !allowed) return allowed.error();
  const auto who = name_of(request, context_);
  if (!who) return wrong_code();
  auto tokens = sessions_.make_tokens();
  const auto session = sessions_.begin(tokens, from);
  const auto claim = otps_.claim(*who, request.channel, {otp_purpose::signup, otp_purpose::login}, request.otp);
  const auto done = context_.accounts.redeem(claim, session);
  if (!done) {
    if (done.error().code == errc::unauthorized) limits_.count_wrong_code(from);
    return done.error();
  }
  texts_.forget(done->user_id);
  for (const auto& loser : done->effects.dispossessed) texts_.forget(loser);
  if (!done->effects.opens_session) {
    domain::verified_answer proven;
    proven.channel = request.channel;
    proven.account_status = done->account_status;
    return proven;
  }
  auto answer = sessions_.answer(std::move(tokens), done->user_id, session.access_expires_at);
  const bool is_phone = request.channel == domain::otp_channel::phone;
  limits_.forgive(is_phone ? answer.user.phone : answer.user.email, from);
  return with_session(std::move(answer), request.channel);
}

}  // namespace homigo::modules
