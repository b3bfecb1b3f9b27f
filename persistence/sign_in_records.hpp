// What the account repositories are handed: everything is made, hashed and sealed before it comes here.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/bytes.hpp"
#include "domain/errc.hpp"
#include "domain/sign_in.hpp"

namespace homigo::persistence {

/// Who is meant. Exactly one is set; an e-mail address is compared without regard to case.
/// Of several accounts the one in use is meant, else the newest pending one.
struct account_key {
  std::optional<domain::uuid> user_id{};
  std::optional<std::string> phone{};
  std::optional<std::string> email{};
};

enum class otp_purpose : std::uint8_t { signup, login, password_reset };

/// A one-time password together with the message that carries it. The recipient is the account's phone or e-mail
/// address, as `channel` says.
struct otp_dispatch {
  domain::uuid otp_id{};
  domain::otp_channel channel{};
  otp_purpose purpose{};
  domain::bytes otp_hash;
  std::int32_t max_attempts = 0;
  domain::instant created_at{};
  domain::instant expires_at{};
  domain::uuid delivery_id{};
  std::string message_template;
  domain::bytes payload_sealed;
};

/// A counter: at most `allowed` in `window`, and `pause` between two.
struct attempt_limit {
  domain::bytes subject;
  std::int32_t allowed = 0;
  std::chrono::seconds window{};
  std::chrono::seconds pause{};
};

struct otp_order {
  account_key who;
  otp_dispatch dispatch;
  std::vector<attempt_limit> limits;
};

struct otp_claim {
  account_key who;
  domain::otp_channel channel{};
  /// The purposes one of which the password must have been made for.
  std::vector<otp_purpose> purposes;
  /// The hash that the presented digits have under this otp_id; compared in constant time.
  std::function<domain::bytes(const domain::uuid& otp_id)> hash;
  domain::instant now{};
};

struct new_session {
  domain::uuid session_id{};
  domain::uuid family_id{};
  domain::bytes access_hash;
  domain::instant access_expires_at{};
  domain::bytes refresh_hash;
  domain::instant refresh_expires_at{};
  std::string user_agent;
  domain::instant created_at{};
};

}  // namespace homigo::persistence
