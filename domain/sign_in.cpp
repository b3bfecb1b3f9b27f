#include "domain/sign_in.hpp"

#include "domain/descriptor_table.hpp"

namespace homigo::domain {

void cross_checks(const verify_otp_request& request, std::vector<field_error>& errors) {
  if (!request.user_id && !request.phone && !request.email)
    errors.push_back({"/user_id", "required", "one of user_id, phone and email must be given"});
}

HOMIGO_TABLE_ENUM(otp_channel)
HOMIGO_TABLE(signup_request)
HOMIGO_TABLE(otp_ticket)
HOMIGO_TABLE(signup_answer)
HOMIGO_TABLE(verify_otp_request)
HOMIGO_TABLE(login_request)
HOMIGO_TABLE(otp_sent_answer)
HOMIGO_TABLE(signed_in_answer)
HOMIGO_TABLE(refresh_request)
HOMIGO_TABLE(logout_request)
HOMIGO_TABLE(forgot_password_request)
HOMIGO_TABLE(forgot_password_answer)
HOMIGO_TABLE(reset_password_request)

}  // namespace homigo::domain
