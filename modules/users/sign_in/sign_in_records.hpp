// What the account repositories are handed: everything is made, hashed and sealed before it comes here.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/kernel/bounds/attempt_counter.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/text/bytes.hpp"
#include "domain/users/contact_claims.hpp"
#include "domain/users/sign_in.hpp"

namespace homigo::persistence {

/// Who is meant. Exactly one is set; an e-mail address is compared without regard to case. An account in use is meant
/// by a phone or an address it has proven, a pending one by what it claims; of several the one in use, else the newest.
struct account_key {
  std::optional<domain::uuid> user_id{};
  std::optional<domain::uuid> otp_id{};  // whose account this one-time password was made for
  std::optional<std::string> phone{};
  std::optional<std::string> email{};
};

using domain::otp_purpose;

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

/// A rule for the counter of one subject.
struct attempt_limit {
  domain::bytes subject;
  domain::attempt_rule rule;
};

/// Counts the messages to a phone or an address, in whoever's name they are asked for. Beyond it nothing is sent and
/// nothing said: who knows one name of an account would learn the others.
using recipient_limit = std::function<attempt_limit(const std::string& recipient)>;

struct otp_order {
  account_key who;
  std::string named;  // what was written to name them
  otp_dispatch dispatch;
  std::vector<attempt_limit> limits;  // of what was named and from where: told to whoever asks
  recipient_limit silent;
};

struct otp_claim {
  account_key who;
  /// `who` was named by something that only the one who asked for the password knows: see otp_logs.attempts.
  bool is_named_by_secret = false;
  domain::proof_evidence evidence = domain::proof_evidence::contact;
  domain::otp_channel channel{};
  /// The account's phone or address of that channel, where one was written beside a secret: another is a wrong try.
  std::optional<std::string> contact{};
  /// The purposes one of which the password must have been made for.
  std::vector<otp_purpose> purposes;
  /// The hash that the presented digits have under this otp_id; compared in constant time.
  std::function<domain::bytes(const domain::uuid& otp_id)> hash;
  domain::instant now{};
};

}  // namespace homigo::persistence
