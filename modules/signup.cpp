#include "modules/signup.hpp"

#include "modules/password_hasher.hpp"
#include "persistence/account_repository.hpp"

namespace homigo::modules {

domain::result<domain::signup_answer> signup::sign_up(const domain::signup_request& request,
                                                      const client_origin& from) {
  persistence::new_account account;
  account.user_id = context_.ids.next();
  account.full_name = request.full_name;
  account.phone = request.phone;
  account.email = request.email;
  account.password_hash = context_.hasher.hash(request.password);
  account.user_type = request.user_type;
  account.created_at = context_.clock.now();
  const auto to_phone = otps_.make(domain::otp_channel::phone, persistence::otp_purpose::signup);
  const auto to_email = otps_.make(domain::otp_channel::email, persistence::otp_purpose::signup);
  auto added = context_.accounts.add_pending(account, {to_phone, to_email}, limits_.for_signup(request.phone, from));
  if (!added) return added.error();
  return domain::signup_answer{account.user_id, domain::account_status::pending, otps_.ticket(to_phone)};
}

}  // namespace homigo::modules
