// Bodies of the requests and answers around signing up and signing in.
#pragma once

#include <optional>
#include <string>

#include "domain/account.hpp"

namespace homigo::domain {

/// Where a one-time password goes.
enum class otp_channel : std::uint8_t { phone, email };
HOMIGO_DESCRIBED_ENUM(otp_channel, phone, email)

/// Longer passwords than `max_password` code points would only cost hashing time.
inline constexpr std::uint32_t min_password = 8;
inline constexpr std::uint32_t max_password = 128;

struct signup_request {
  std::string full_name;
  std::string phone;
  std::string email;
  std::string password;
  domain::user_type user_type{};
};
HOMIGO_DESCRIBED(signup_request, full_name, phone, email, password, user_type)
constexpr auto rules_of(const signup_request*) {
  return rules(field("full_name").length(1, 120).matching(pattern::no_control), field("phone").matching(pattern::phone),
               field("email").matching(pattern::email), field("password").length(min_password, max_password));
}

/// What a client is told of a one-time password: never the password.
struct otp_ticket {
  otp_channel channel{};
  instant expires_at{};
  std::int32_t attempts_left = 0;
};
HOMIGO_DESCRIBED(otp_ticket, channel, expires_at, attempts_left)

struct signup_answer {
  uuid user_id{};
  domain::account_status account_status{};
  otp_ticket otp;
};
HOMIGO_DESCRIBED(signup_answer, user_id, account_status, otp)

/// Who it is: the first given of `user_id`, `phone` and `email`.
struct verify_otp_request {
  std::optional<uuid> user_id;
  std::optional<std::string> phone;
  std::optional<std::string> email;
  otp_channel channel{};
  std::string otp;
};
HOMIGO_DESCRIBED(verify_otp_request, user_id, phone, email, channel, otp)
constexpr auto rules_of(const verify_otp_request*) {
  return rules(field("phone").matching(pattern::phone), field("email").matching(pattern::email),
               field("otp").matching(pattern::six_digits));
}
void cross_checks(const verify_otp_request& request, std::vector<field_error>& errors);

/// `identifier` is a phone number or an e-mail address; without a password a one-time password is sent.
struct login_request {
  std::string identifier;
  std::optional<std::string> password;
};
HOMIGO_DESCRIBED(login_request, identifier, password)
constexpr auto rules_of(const login_request*) {
  return rules(field("identifier").length(1, 254).matching(pattern::no_control),
               field("password").length(1, max_password));
}

struct otp_sent_answer {
  uuid user_id{};
  otp_ticket otp;
};
HOMIGO_DESCRIBED(otp_sent_answer, user_id, otp)

/// `expires_in` in seconds.
struct signed_in_answer {
  std::string access_token;
  std::string refresh_token;
  std::string token_type;
  std::int64_t expires_in = 0;
  domain::user user;
};
HOMIGO_DESCRIBED(signed_in_answer, access_token, refresh_token, token_type, expires_in, user)

struct refresh_request {
  std::string refresh_token;
};
HOMIGO_DESCRIBED(refresh_request, refresh_token)
constexpr auto rules_of(const refresh_request*) { return rules(field("refresh_token").length(1, 200)); }

struct logout_request {
  bool everywhere = false;
};
HOMIGO_DESCRIBED(logout_request, everywhere)
constexpr auto rules_of(const logout_request*) { return rules(field("everywhere").defaulted()); }

struct forgot_password_request {
  std::string identifier;
};
HOMIGO_DESCRIBED(forgot_password_request, identifier)
constexpr auto rules_of(const forgot_password_request*) {
  return rules(field("identifier").length(1, 254).matching(pattern::no_control));
}

struct forgot_password_answer {
  otp_ticket otp;
};
HOMIGO_DESCRIBED(forgot_password_answer, otp)

struct reset_password_request {
  std::string identifier;
  std::string otp;
  std::string password;
};
HOMIGO_DESCRIBED(reset_password_request, identifier, otp, password)
constexpr auto rules_of(const reset_password_request*) {
  return rules(field("identifier").length(1, 254).matching(pattern::no_control),
               field("otp").matching(pattern::six_digits), field("password").length(min_password, max_password));
}

}  // namespace homigo::domain
