#include "modules/users/sign_in/sign_in_limits.hpp"

#include "modules/users/secrets/server_secrets.hpp"
#include "modules/users/sign_in/attempt_limits.hpp"

namespace homigo::modules {
namespace {

using namespace std::chrono_literals;
using persistence::attempt_limit;
using persistence::otp_purpose;

constexpr auto wrong_tries_window = 15min;
/// How many times the tries of one address are allowed to all addresses together, and to an address of the owner's.
constexpr std::int32_t leniency = 5;

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

/// No identifier holds a NUL.
std::string pair_of(std::string_view whom, const client_origin& from) {
  return std::string{whom}.append(1, '\0').append(from.address);
}

}  // namespace

domain::failure too_many_wrong_attempts(std::chrono::seconds wait) {
  return {domain::errc::quota_exceeded, "Too many wrong attempts. Please try again later.", {}, wait};
}

std::string lower_case(std::string_view text) {
  std::string out{text};
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

attempt_limit sign_in_limits::limit(std::string_view what, std::string_view whom, std::int32_t allowed,
                                    std::chrono::seconds window, std::chrono::seconds pause) const {
  return {context_.secrets.keyed_hash(what, lower_case(whom)), {allowed, window, pause}};
}

std::vector<attempt_limit> sign_in_limits::for_signup(const std::string& phone, const std::string& email,
                                                      const client_origin& from) const {
  auto all = for_otp(otp_purpose::signup, phone, from);
  const auto to_email = for_name(otp_purpose::signup, email, from);
  all.insert(all.end(), to_email.begin(), to_email.end());
  return all;
}

std::vector<attempt_limit> sign_in_limits::for_name(otp_purpose purpose, std::string_view named,
                                                    const client_origin& from) const {
  const auto hourly = context_.settings.otp_per_recipient_hourly;
  return {limit("codes asked for", named, hourly, 1h),
          limit(std::string{counter_of(purpose)} + " from", pair_of(named, from), hourly, 1h,
                std::chrono::seconds{context_.settings.otp_resend_seconds})};
}

std::vector<attempt_limit> sign_in_limits::for_otp(otp_purpose purpose, std::string_view named,
                                                   const client_origin& from) const {
  auto all = for_name(purpose, named, from);
  all.push_back(limit("otp address", from.address, context_.settings.otp_per_address_hourly, 1h));
  return all;
}

persistence::recipient_limit sign_in_limits::for_recipient() const {
  return [this](const std::string& recipient) {
    return limit("codes sent to", recipient, context_.settings.otp_per_recipient_hourly, 1h);
  };
}

std::vector<attempt_limit> sign_in_limits::strangers_limits(std::string_view whom, const client_origin& from) const {
  const auto allowed = context_.settings.wrong_tries_per_identifier;
  return {
      limit("wrong passwords from", pair_of(whom, from), allowed, wrong_tries_window),
      limit("wrong passwords", whom, leniency * allowed, wrong_tries_window),
      limit("wrong passwords address", from.address, context_.settings.wrong_tries_per_address, wrong_tries_window)};
}

attempt_limit sign_in_limits::owners_limit(std::string_view whom, const client_origin& from) const {
  return limit("wrong passwords of the owner", pair_of(whom, from),
               leniency * context_.settings.wrong_tries_per_identifier, wrong_tries_window);
}

attempt_limit sign_in_limits::codes_limit(const client_origin& from) const {
  return limit("wrong codes address", from.address, context_.settings.wrong_tries_per_address, wrong_tries_window);
}

sign_in_limits::password_tries sign_in_limits::look_at_passwords(std::string_view whom,
                                                                 const client_origin& from) const {
  const auto now = context_.clock.now();
  return {context_.limits.retry_after(strangers_limits(whom, from), now),
          context_.limits.retry_after({owners_limit(whom, from)}, now)};
}

void sign_in_limits::count_wrong_password(std::string_view whom, const client_origin& from) const {
  auto all = strangers_limits(whom, from);
  all.push_back(owners_limit(whom, from));
  context_.limits.count(all, context_.clock.now());
}

domain::result<void> sign_in_limits::check_wrong_codes(const client_origin& from) const {
  if (const auto wait = context_.limits.retry_after({codes_limit(from)}, context_.clock.now()))
    return too_many_wrong_attempts(*wait);
  return {};
}

void sign_in_limits::count_wrong_code(const client_origin& from) const {
  context_.limits.count({codes_limit(from)}, context_.clock.now());
}

void sign_in_limits::forgive(const std::string& identifier, const client_origin& from) const {
  std::vector<domain::bytes> subjects{owners_limit(identifier, from).subject};
  const auto strangers = strangers_limits(identifier, from);
  // The address stays counted: it may be many people's.
  subjects.push_back(strangers[0].subject);
  subjects.push_back(strangers[1].subject);
  context_.limits.clear(subjects);
}

}  // namespace homigo::modules
