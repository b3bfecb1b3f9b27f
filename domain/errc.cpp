#include "domain/errc.hpp"

#include <stdexcept>

namespace homigo::domain {

std::string_view to_string(errc code) {
  switch (code) {
    case errc::malformed_request: return "malformed_request";
    case errc::unauthorized: return "unauthorized";
    case errc::forbidden: return "forbidden";
    case errc::not_found: return "not_found";
    case errc::method_not_allowed: return "method_not_allowed";
    case errc::conflict: return "conflict";
    case errc::wrong_state: return "wrong_state";
    case errc::already_matched: return "already_matched";
    case errc::pair_closed: return "pair_closed";
    case errc::conversation_closed: return "conversation_closed";
    case errc::photo_sequence_incomplete: return "photo_sequence_incomplete";
    case errc::payment_required: return "payment_required";
    case errc::precondition_failed: return "precondition_failed";
    case errc::payload_too_large: return "payload_too_large";
    case errc::unsupported_media_type: return "unsupported_media_type";
    case errc::invalid_fields: return "invalid_fields";
    case errc::as_id_required: return "as_id_required";
    case errc::idempotency_key_reused: return "idempotency_key_reused";
    case errc::request_in_progress: return "request_in_progress";
    case errc::quota_exceeded: return "quota_exceeded";
    case errc::events_expired: return "events_expired";
    case errc::overloaded: return "overloaded";
    case errc::draining: return "draining";
    case errc::database_unavailable: return "database_unavailable";
    case errc::quarantined: return "quarantined";
    case errc::outcome_unknown: return "outcome_unknown";
    case errc::internal: return "internal";
  }
  return "internal";
}

void throw_exception_from_error(const failure& error, const boost::source_location&) {
  throw std::logic_error("value of a failed result: " + std::string{to_string(error.code)} + ": " + error.detail);
}

failure invalid_field(std::string pointer, std::string code, std::string message) {
  return {errc::invalid_fields, "Some fields are not valid.", {{std::move(pointer), std::move(code), std::move(message)}}};
}

}  // namespace homigo::domain
