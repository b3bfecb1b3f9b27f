#include "modules/users/sign_in/named_account.hpp"

#include "modules/users/sign_in/sign_in_ticket.hpp"

namespace homigo::modules {
namespace {

using domain::proof_evidence;

named_account named_by(const sign_in_ticket& ticket) {
  const auto text = domain::to_string(ticket.id);
  if (ticket.what == sign_in_ticket::subject::account)
    return {{.user_id = ticket.id}, text, proof_evidence::password, true};
  return {{.otp_id = ticket.id}, text, proof_evidence::contact, true};
}

template <class Request>
std::optional<named_account> named_in(const Request& request, const account_context& context) {
  if (request.user_id)
    return named_account{
        {.user_id = request.user_id}, domain::to_string(*request.user_id), proof_evidence::new_account, false};
  if (request.ticket) {
    const auto ticket = opened(*request.ticket, context.secrets, context.clock.now());
    return ticket ? std::optional{named_by(*ticket)} : std::nullopt;
  }
  if (request.phone) return named_account{{.phone = request.phone}, *request.phone, proof_evidence::contact, false};
  return named_account{{.email = request.email}, request.email.value_or(""), proof_evidence::contact, false};
}

}  // namespace

std::optional<named_account> name_of(const domain::verify_otp_request& request, const account_context& context) {
  return named_in(request, context);
}

std::optional<named_account> name_of(const domain::resend_otp_request& request, const account_context& context) {
  auto named = named_in(request, context);
  return named && named->key.otp_id ? std::nullopt : named;
}

}  // namespace homigo::modules
