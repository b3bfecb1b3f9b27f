#include "modules/sign_in_limits.hpp"

#include "modules/server_secrets.hpp"
#include "persistence/attempt_limits.hpp"

namespace homigo::modules {
namespace {

using namespace std::chrono_literals;
using persistence::attempt_limit;
using persistence::otp_purpose;

constexpr auto wrong_tries_window = 15min;

std::string_view counter_of(otp_purpose purpose) {
  switch (purpose) {
    case otp_purpose::signup:
      return "signup";
    case otp_purpose::login:
      return "login otp";
    case otp_purpose::password_reset:
      return "reset otp";
  }
  return "login otp";
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string out{text};
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

attempt_limit sign_in_limits::limit(std::string_view what, std::string_view whom, std::int32_t allowed,
                                    std::chrono::seconds window, std::chrono::seconds pause) const {
  return {context_.secrets.keyed_hash(what, lower_case(whom)), allowed, window, pause};
}

std::vector<attempt_limit> sign_in_limits::for_signup(const std::string& phone, const client_origin& from) const {
  // No pause: a new account is no repeated message, and several may wait with one phone.
  return {limit(counter_of(otp_purpose::signup), phone, context_.settings.otp_per_recipient_hourly, 1h),
          limit("otp address", from.address, context_.settings.otp_per_address_hourly, 1h)};
}

std::vector<attempt_limit> sign_in_limits::for_otp(otp_purpose purpose, std::string_view recipient,
                                                   const client_origin& from) const {
  return {limit(counter_of(purpose), recipient, context_.settings.otp_per_recipient_hourly, 1h,
                std::chrono::seconds{context_.settings.otp_resend_seconds}),
          limit("otp address", from.address, context_.settings.otp_per_address_hourly, 1h)};
}

std::vector<attempt_limit> sign_in_limits::wrong_tries(std::string_view whom, const client_origin& from) const {
  return {limit("wrong tries", whom, context_.settings.wrong_tries_per_identifier, wrong_tries_window),
          limit("wrong tries address", from.address, context_.settings.wrong_tries_per_address, wrong_tries_window)};
}

domain::result<void> sign_in_limits::check_wrong_tries(std::string_view whom, const client_origin& from) const {
  if (const auto wait = context_.limits.retry_after(wrong_tries(whom, from), context_.clock.now()))
    return domain::failure{domain::errc::quota_exceeded, "Too many wrong attempts; try again later.", {}, *wait};
  return {};
}

void sign_in_limits::count_wrong_try(std::string_view whom, const client_origin& from) const {
  context_.limits.count(wrong_tries(whom, from), context_.clock.now());
}

void sign_in_limits::forgive(const std::vector<std::string>& identifiers) const {
  std::vector<domain::bytes> subjects;
  for (const auto& identifier : identifiers)
    for (const auto counter : {std::string_view{"wrong tries"}, counter_of(otp_purpose::signup),
                               counter_of(otp_purpose::login), counter_of(otp_purpose::password_reset)})
      subjects.push_back(context_.secrets.keyed_hash(counter, lower_case(identifier)));
  context_.limits.clear(subjects);
}

}  // namespace homigo::modules
