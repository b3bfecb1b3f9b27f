#include "domain/users/sign_in.hpp"

#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/users/password_policy.hpp"

namespace homigo::domain {
namespace {

template <class Request>
void want_a_name(const Request& request, std::vector<field_error>& errors) {
  if (!request.user_id && !request.ticket && !request.phone && !request.email)
    errors.push_back({"/user_id", "required", "one of user_id, ticket, phone or email is required"});
}

void refuse_weak(const std::string& password, std::initializer_list<std::string_view> own,
                 std::vector<field_error>& errors) {
  if (auto weak = weakness_of(password, own)) errors.push_back({"/password", weak->code, weak->message});
}

}  // namespace

void cross_checks(const signup_request& request, std::vector<field_error>& errors) {
  refuse_weak(request.password, {request.phone, request.email, request.full_name}, errors);
}

void cross_checks(const verify_otp_request& request, std::vector<field_error>& errors) { want_a_name(request, errors); }

void cross_checks(const resend_otp_request& request, std::vector<field_error>& errors) { want_a_name(request, errors); }

void cross_checks(const reset_password_request& request, std::vector<field_error>& errors) {
  refuse_weak(request.password, {request.identifier}, errors);
}

HOMIGO_TABLE_ENUM(otp_channel)
HOMIGO_TABLE(signup_request)
HOMIGO_TABLE(otp_ticket)
HOMIGO_TABLE(signup_answer)
HOMIGO_TABLE(verify_otp_request)
HOMIGO_TABLE(resend_otp_request)
HOMIGO_TABLE(resend_otp_answer)
HOMIGO_TABLE(login_request)
HOMIGO_TABLE(otp_sent_answer)
HOMIGO_TABLE(signed_in_answer)
HOMIGO_TABLE(verified_answer)
HOMIGO_TABLE(refresh_request)
HOMIGO_TABLE(logout_request)
HOMIGO_TABLE(forgot_password_request)
HOMIGO_TABLE(forgot_password_answer)
HOMIGO_TABLE(reset_password_request)

}  // namespace homigo::domain
