#include "modules/users/sign_in/one_time_passwords.hpp"

#include "codec/json_writer.hpp"
#include "modules/users/secrets/server_secrets.hpp"
#include "modules/users/sign_in/sign_in_ticket.hpp"

namespace homigo::modules {
namespace {

using persistence::otp_purpose;

/// Uniform: draws beyond the last whole million are thrown away.
std::string six_digits(domain::random_source& random) {
  constexpr std::uint32_t million = 1'000'000;
  constexpr std::uint32_t usable = UINT32_MAX / million * million;
  std::uint32_t draw = UINT32_MAX;
  while (draw >= usable) {
    std::array<std::uint8_t, 4> octets;
    random.fill(octets);
    draw = octets[0] | octets[1] << 8 | octets[2] << 16 | static_cast<std::uint32_t>(octets[3]) << 24;
  }
  const auto digits = std::to_string(draw % million);
  return std::string(6 - digits.size(), '0') + digits;
}

std::string_view template_for(otp_purpose purpose) {
  switch (purpose) {
    case otp_purpose::signup:
      return "signup_otp";
    case otp_purpose::login:
      return "login_otp";
    case otp_purpose::password_reset:
      return "password_reset_otp";
  }
  return "login_otp";
}

std::string payload_of(std::string_view digits) {
  std::string json = "{\"otp\":";
  codec::append_quoted(json, digits);
  return json + "}";
}

}  // namespace

persistence::otp_dispatch one_time_passwords::make(domain::otp_channel channel, otp_purpose purpose) const {
  const auto digits = six_digits(context_.random);
  const auto now = context_.clock.now();
  persistence::otp_dispatch otp;
  otp.otp_id = context_.ids.next();
  otp.channel = channel;
  otp.purpose = purpose;
  otp.otp_hash = hash(otp.otp_id, digits);
  otp.max_attempts = context_.settings.otp_attempts;
  otp.created_at = now;
  otp.expires_at = now + std::chrono::minutes{context_.settings.otp_minutes};
  otp.delivery_id = context_.ids.next();
  otp.message_template = template_for(purpose);
  otp.payload_sealed = context_.secrets.seal_message(payload_of(digits), context_.random);
  return otp;
}

domain::otp_ticket one_time_passwords::ticket(const persistence::otp_dispatch& otp) const {
  return {otp.channel, otp.expires_at, otp.max_attempts};
}

std::string one_time_passwords::sealed_ticket(const persistence::otp_dispatch& otp) const {
  return sealed({sign_in_ticket::subject::one_time_password, otp.otp_id, otp.expires_at}, context_.secrets,
                context_.random);
}

persistence::otp_claim one_time_passwords::claim(const named_account& who, domain::otp_channel channel,
                                                 std::vector<otp_purpose> purposes, const std::string& digits) const {
  return {who.key,
          who.is_secret,
          who.evidence,
          channel,
          {},
          std::move(purposes),
          [this, digits](const domain::uuid& otp_id) { return hash(otp_id, digits); },
          context_.clock.now()};
}

domain::bytes one_time_passwords::hash(const domain::uuid& otp_id, std::string_view digits) const {
  return context_.secrets.keyed_hash("one-time password", domain::to_string(otp_id).append(digits));
}

}  // namespace homigo::modules
