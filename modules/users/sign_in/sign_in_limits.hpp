// How often people may sign up, ask for one-time passwords and be wrong: by whom it is about, and from where.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/kernel/errors/errc.hpp"
#include "modules/users/accounts/account_context.hpp"
#include "modules/users/sign_in/sign_in_records.hpp"

namespace homigo::modules {

class sign_in_limits {
public:
  explicit sign_in_limits(const account_context& context) : context_(context) {}

  /// What was named is counted, whoever asked and what for; the pause before another message is each address's own, so
  /// that nobody waits for a stranger's. Both are told, so they say nothing of whom the name belongs to.
  std::vector<persistence::attempt_limit> for_signup(const std::string& phone, const std::string& email,
                                                     const client_origin& from) const;
  std::vector<persistence::attempt_limit> for_otp(persistence::otp_purpose purpose, std::string_view named,
                                                  const client_origin& from) const;
  persistence::recipient_limit for_recipient() const;

  /// How passwords may be tried for an identifier from an address.
  struct password_tries {
    std::optional<std::chrono::seconds> wait;      // too many were wrong: strangers wait
    std::optional<std::chrono::seconds> own_wait;  // so many that the owner's own devices wait too
  };
  password_tries look_at_passwords(std::string_view whom, const client_origin& from) const;
  void count_wrong_password(std::string_view whom, const client_origin& from) const;

  /// One-time passwords count their wrong tries themselves; this bounds what one address may guess at many people.
  domain::result<void> check_wrong_codes(const client_origin& from) const;
  void count_wrong_code(const client_origin& from) const;

  /// Somebody has proven that `identifier` is theirs: the wrong passwords that were counted against it are forgotten.
  /// How many messages it was sent is not: that bounds what the owner can cause, too.
  void forgive(const std::string& identifier, const client_origin& from) const;

private:
  std::vector<persistence::attempt_limit> for_name(persistence::otp_purpose purpose, std::string_view named,
                                                   const client_origin& from) const;
  persistence::attempt_limit limit(std::string_view what, std::string_view whom, std::int32_t allowed,
                                   std::chrono::seconds window, std::chrono::seconds pause = {}) const;
  std::vector<persistence::attempt_limit> strangers_limits(std::string_view whom, const client_origin& from) const;
  persistence::attempt_limit owners_limit(std::string_view whom, const client_origin& from) const;
  persistence::attempt_limit codes_limit(const client_origin& from) const;

  const account_context& context_;
};

domain::failure too_many_wrong_attempts(std::chrono::seconds wait);

/// Identifiers are counted without regard to case.
std::string lower_case(std::string_view text);

}  // namespace homigo::modules
