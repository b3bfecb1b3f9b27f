#include "modules/users/sign_in/signup.hpp"

#include "modules/users/secrets/password_hasher.hpp"
#include "modules/users/sessions/sessions.hpp"
#include "modules/users/sign_in/account_repository.hpp"
#include "modules/users/sign_in/attempt_limits.hpp"
#include "modules/users/sign_in/named_account.hpp"

namespace homigo::modules {

domain::result<domain::signup_answer> signup::sign_up(const domain::signup_request& request,
                                                      const client_origin& from) {
  const auto limits = limits_.for_signup(request.phone, request.email, from);
  // Looked at before the dear hash, taken from with the account.
  if (const auto wait = context_.limits.retry_after(limits, context_.clock.now()))
    return persistence::too_many_attempts(*wait);
  persistence::new_account account;
  account.user_id = context_.ids.next();
  account.full_name = request.full_name;
  account.phone = request.phone;
  account.email = request.email;
  account.password_hash = context_.hasher.hash(request.password);
  account.user_type = request.user_type;
  account.created_at = context_.clock.now();
  account.origin = origin_of(from, context_);
  const auto to_phone = otps_.make(domain::otp_channel::phone, persistence::otp_purpose::signup);
  const auto to_email = otps_.make(domain::otp_channel::email, persistence::otp_purpose::signup);
  auto added = context_.accounts.add_pending(account, {to_phone, to_email}, limits, limits_.for_recipient());
  if (!added) return added.error();
  begun_.Increment();
  return domain::signup_answer{account.user_id, domain::account_status::pending, otps_.ticket(to_phone)};
}

namespace {

/// A contact that is asked for its own password is counted with all that is asked for it; any other name by what it is
/// asked for.
std::string counted_name(const named_account& who, domain::otp_channel channel) {
  const bool is_phone = channel == domain::otp_channel::phone;
  if (is_phone ? who.key.phone.has_value() : who.key.email.has_value()) return who.text;
  return who.text + (is_phone ? " phone" : " email");
}

}  // namespace

domain::result<domain::resend_otp_answer> signup::resend_otp(const domain::resend_otp_request& request,
                                                             const client_origin& from) {
  const auto who = name_of(request, context_);
  // A ticket that is no more says so to whoever holds it; who is meant by the other names is told to nobody.
  if (!who)
    return domain::invalid_field("/ticket", "expired",
                                 "must be the ticket of a sign-in that is waiting for verification");
  const auto otp = otps_.make(request.channel, persistence::otp_purpose::signup);
  const auto limits = limits_.for_otp(persistence::otp_purpose::signup, counted_name(*who, request.channel), from);
  if (auto sent = context_.accounts.order_otp({who->key, who->text, otp, limits, limits_.for_recipient()}); !sent)
    return sent.error();
  return domain::resend_otp_answer{otps_.ticket(otp)};
}

}  // namespace homigo::modules
