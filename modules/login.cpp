#include "modules/login.hpp"

#include "modules/account_cache.hpp"
#include "modules/identifier.hpp"
#include "modules/password_hasher.hpp"
#include "modules/server_secrets.hpp"
#include "persistence/account_repository.hpp"
#include "persistence/session_repository.hpp"

namespace homigo::modules {
namespace {

using domain::account_status;
using domain::errc;
using domain::failure;
using persistence::otp_purpose;

failure wrong_password() { return {errc::unauthorized, "The identifier or the password is wrong."}; }

std::string name_of(const domain::verify_otp_request& request) {
  if (request.user_id) return domain::to_string(*request.user_id);
  return request.phone ? *request.phone : request.email.value_or("");
}

persistence::account_key key_of(const domain::verify_otp_request& request) {
  if (request.user_id) return {.user_id = request.user_id};
  if (request.phone) return {.phone = request.phone};
  return {.email = request.email};
}

}  // namespace

domain::result<domain::signed_in_answer> login::with_password(const std::string& identifier,
                                                              const std::string& password, const client_origin& from) {
  if (auto allowed = limits_.check_wrong_tries(identifier, from); !allowed) return allowed.error();
  const auto parsed = parse_identifier(identifier);
  const auto known = parsed ? context_.accounts.find_credentials(parsed->key) : std::nullopt;
  const bool is_right = context_.hasher.verify(known ? known->password_hash : std::nullopt, password);
  if (!is_right || known->account_status == account_status::pending) {
    limits_.count_wrong_try(identifier, from);
    return wrong_password();
  }
  if (known->account_status == account_status::suspended) return failure{errc::forbidden, "This account is suspended."};
  auto tokens = sessions_.make_tokens();
  const auto session = sessions_.begin(tokens, from);
  context_.sessions.add(known->user_id, session);
  limits_.forgive({identifier});
  return sessions_.answer(std::move(tokens), known->user_id, session.access_expires_at);
}

domain::result<domain::otp_sent_answer> login::send_otp(const std::string& identifier, const client_origin& from) {
  const auto parsed = parse_identifier(identifier);
  if (!parsed)
    return domain::invalid_field("/identifier", "invalid_format", "must be a phone number or an e-mail address");
  const auto otp = otps_.make(parsed->channel, otp_purpose::login);
  const auto sent =
      context_.accounts.order_otp({parsed->key, otp, limits_.for_otp(otp_purpose::login, identifier, from)});
  if (!sent) return sent.error();
  return domain::otp_sent_answer{sent->value_or(made_up_id(identifier)), otps_.ticket(otp)};
}

domain::result<domain::signed_in_answer> login::verify_otp(const domain::verify_otp_request& request,
                                                           const client_origin& from) {
  const auto name = name_of(request);
  if (auto allowed = limits_.check_wrong_tries(name, from); !allowed) return allowed.error();
  auto tokens = sessions_.make_tokens();
  const auto session = sessions_.begin(tokens, from);
  const auto claim =
      otps_.claim(key_of(request), request.channel, {otp_purpose::signup, otp_purpose::login}, request.otp);
  const auto user_id = context_.accounts.redeem_for_sign_in(claim, session);
  if (!user_id) {
    if (user_id.error().code == errc::unauthorized) limits_.count_wrong_try(name, from);
    return user_id.error();
  }
  texts_.forget(*user_id);
  auto answer = sessions_.answer(std::move(tokens), *user_id, session.access_expires_at);
  limits_.forgive({name, answer.user.phone, answer.user.email});
  return answer;
}

/// Looks like an identifier made in the first months of 2026; the same for the same person at every call and on every
/// node.
domain::uuid login::made_up_id(const std::string& identifier) const {
  const auto hash = context_.secrets.keyed_hash("made-up account", lower_case(identifier));
  std::array<std::uint8_t, 10> tail;
  std::copy_n(hash.begin(), tail.size(), tail.begin());
  std::uint32_t draw = 0;
  for (int i = 10; i < 14; ++i) draw = draw << 8 | hash[static_cast<std::size_t>(i)];
  constexpr domain::instant first_day{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
  return domain::make_uuid_v7(first_day + std::chrono::milliseconds{draw} * 5, tail);
}

}  // namespace homigo::modules
