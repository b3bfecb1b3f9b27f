// How often people may sign up, ask for one-time passwords and be wrong: by whom it is about, and from where.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/errc.hpp"
#include "modules/account_context.hpp"
#include "persistence/sign_in_records.hpp"

namespace homigo::modules {

class sign_in_limits {
public:
  explicit sign_in_limits(const account_context& context) : context_(context) {}

  std::vector<persistence::attempt_limit> for_signup(const std::string& phone, const client_origin& from) const;
  std::vector<persistence::attempt_limit> for_otp(persistence::otp_purpose purpose, std::string_view recipient,
                                                  const client_origin& from) const;

  /// quota_exceeded with retry_after when `whom` (identifier or user_id) or the address has been wrong too often.
  domain::result<void> check_wrong_tries(std::string_view whom, const client_origin& from) const;
  void count_wrong_try(std::string_view whom, const client_origin& from) const;
  /// Somebody has proven who they are: what was counted against their identifiers is forgotten.
  void forgive(const std::vector<std::string>& identifiers) const;

private:
  persistence::attempt_limit limit(std::string_view what, std::string_view whom, std::int32_t allowed,
                                   std::chrono::seconds window, std::chrono::seconds pause = {}) const;
  std::vector<persistence::attempt_limit> wrong_tries(std::string_view whom, const client_origin& from) const;

  const account_context& context_;
};

/// Identifiers are counted without regard to case.
std::string lower_case(std::string_view text);

}  // namespace homigo::modules
