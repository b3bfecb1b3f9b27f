// Makes one-time passwords: six digits, hashed for the database, sealed for the message that carries them.
#pragma once

#include <string>
#include <string_view>

#include "modules/users/accounts/account_context.hpp"
#include "modules/users/sign_in/named_account.hpp"
#include "modules/users/sign_in/sign_in_records.hpp"

namespace homigo::modules {

class one_time_passwords {
public:
  explicit one_time_passwords(const account_context& context) : context_(context) {}

  /// Ready to be written; the digits are in the sealed message only.
  persistence::otp_dispatch make(domain::otp_channel channel, persistence::otp_purpose purpose) const;

  domain::otp_ticket ticket(const persistence::otp_dispatch& otp) const;

  /// What a ticket for the password goes with: see sign_in_ticket.
  std::string sealed_ticket(const persistence::otp_dispatch& otp) const;

  /// The claim of somebody who presents `digits`.
  persistence::otp_claim claim(const named_account& who, domain::otp_channel channel,
                               std::vector<persistence::otp_purpose> purposes, const std::string& digits) const;

private:
  domain::bytes hash(const domain::uuid& otp_id, std::string_view digits) const;

  const account_context& context_;
};

}  // namespace homigo::modules
