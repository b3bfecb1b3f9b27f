// Bodies of the requests and answers around signing up and signing in.
#pragma once

#include <optional>
#include <string>

#include "domain/users/account.hpp"

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
void cross_checks(const signup_request& request, std::vector<field_error>& errors);

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

/// Who it is: the first given of `user_id`, `ticket`, `phone` and `email`. By phone or e-mail address alone the
/// password itself decides whose account is meant.
struct verify_otp_request {
  std::optional<uuid> user_id;
  std::optional<std::string> ticket;
  std::optional<std::string> phone;
  std::optional<std::string> email;
  otp_channel channel{};
  std::string otp;
};
HOMIGO_DESCRIBED(verify_otp_request, user_id, ticket, phone, email, channel, otp)
constexpr auto rules_of(const verify_otp_request*) {
  return rules(field("ticket").length(1, 200), field("phone").matching(pattern::phone),
               field("email").matching(pattern::email), field("otp").matching(pattern::six_digits));
}
void cross_checks(const verify_otp_request& request, std::vector<field_error>& errors);

/// Asks once more for the password that proves a channel; names are as in verify_otp_request.
struct resend_otp_request {
  std::optional<uuid> user_id;
  std::optional<std::string> ticket;
  std::optional<std::string> phone;
  std::optional<std::string> email;
  otp_channel channel{};
};
HOMIGO_DESCRIBED(resend_otp_request, user_id, ticket, phone, email, channel)
constexpr auto rules_of(const resend_otp_request*) {
  return rules(field("ticket").length(1, 200), field("phone").matching(pattern::phone),
               field("email").matching(pattern::email));
}
void cross_checks(const resend_otp_request& request, std::vector<field_error>& errors);

struct resend_otp_answer {
  otp_ticket otp;
};
HOMIGO_DESCRIBED(resend_otp_answer, otp)

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

/// `ticket` goes with the one-time password to verify-otp; it names nobody and is alike for unknown people.
struct otp_sent_answer {
  std::string ticket;
  otp_ticket otp;
};
HOMIGO_DESCRIBED(otp_sent_answer, ticket, otp)

/// `expires_in` in seconds.
struct signed_in_answer {
  std::string access_token;
  std::string refresh_token;
  std::string token_type;
  std::int64_t expires_in = 0;
  domain::user user;
};
HOMIGO_DESCRIBED(signed_in_answer, access_token, refresh_token, token_type, expires_in, user)

/// What verify-otp answers. An e-mail address that is proven opens no session: then everything but `channel` and
/// `account_status` is absent.
struct verified_answer {
  otp_channel channel{};
  domain::account_status account_status{};
  std::optional<std::string> access_token;
  std::optional<std::string> refresh_token;
  std::optional<std::string> token_type;
  std::optional<std::int64_t> expires_in;
  std::optional<domain::user> user;
};
HOMIGO_DESCRIBED(verified_answer, channel, account_status, access_token, refresh_token, token_type, expires_in, user)

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

/// `ticket` as in otp_sent_answer, for the reset.
struct forgot_password_answer {
  std::string ticket;
  otp_ticket otp;
};
HOMIGO_DESCRIBED(forgot_password_answer, ticket, otp)

/// With the ticket of the order, wrong tries of others spend nothing of one's own.
struct reset_password_request {
  std::string identifier;
  std::string otp;
  std::string password;
  std::optional<std::string> ticket;
};
HOMIGO_DESCRIBED(reset_password_request, identifier, otp, password, ticket)
constexpr auto rules_of(const reset_password_request*) {
  return rules(field("identifier").length(1, 254).matching(pattern::no_control),
               field("otp").matching(pattern::six_digits), field("password").length(min_password, max_password),
               field("ticket").length(1, 200));
}
void cross_checks(const reset_password_request& request, std::vector<field_error>& errors);

}  // namespace homigo::domain
