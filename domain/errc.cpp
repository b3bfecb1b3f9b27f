#include "domain/errc.hpp"

#include <stdexcept>

namespace homigo::domain {

std::string_view to_string(errc code) {
  switch (code) {
    case errc::malformed_request:
      return "malformed_request";
    case errc::unauthorized:
      return "unauthorized";
    case errc::forbidden:
      return "forbidden";
    case errc::not_found:
      return "not_found";
    case errc::method_not_allowed:
      return "method_not_allowed";
    case errc::conflict:
      return "conflict";
    case errc::wrong_state:
      return "wrong_state";
    case errc::already_matched:
      return "already_matched";
    case errc::pair_closed:
      return "pair_closed";
    case errc::conversation_closed:
      return "conversation_closed";
    case errc::photo_sequence_incomplete:
      return "photo_sequence_incomplete";
    case errc::payment_required:
      return "payment_required";
    case errc::profile_required:
      return "profile_required";
    case errc::already_active:
      return "already_active";
    case errc::precondition_failed:
      return "precondition_failed";
    case errc::payload_too_large:
      return "payload_too_large";
    case errc::unsupported_media_type:
      return "unsupported_media_type";
    case errc::invalid_fields:
      return "invalid_fields";
    case errc::as_id_required:
      return "as_id_required";
    case errc::idempotency_key_reused:
      return "idempotency_key_reused";
    case errc::request_in_progress:
      return "request_in_progress";
    case errc::quota_exceeded:
      return "quota_exceeded";
    case errc::events_expired:
      return "events_expired";
    case errc::overloaded:
      return "overloaded";
    case errc::draining:
      return "draining";
    case errc::database_unavailable:
      return "database_unavailable";
    case errc::quarantined:
      return "quarantined";
    case errc::outcome_unknown:
      return "outcome_unknown";
    case errc::internal:
      return "internal";
  }
  return "internal";
}

errc errc_of(std::string_view name) {
  for (auto i = 0; i <= static_cast<int>(errc::already_active); ++i)
    if (to_string(static_cast<errc>(i)) == name) return static_cast<errc>(i);
  return errc::internal;
}

failure refusal(errc code) {
  using std::chrono::seconds;
  switch (code) {
    case errc::malformed_request:
      return {code, "The request cannot be understood."};
    case errc::unauthorized:
      return {code, "A valid access token is needed."};
    case errc::forbidden:
      return {code, "You are not allowed to do this."};
    case errc::not_found:
      return {code, "There is no such thing, or it is not visible to you."};
    case errc::method_not_allowed:
      return {code, "This method is not available here."};
    case errc::conflict:
      return {code, "This exists already."};
    case errc::wrong_state:
      return {code, "This is not possible in the present state."};
    case errc::already_matched:
      return {code, "You have matched already; unmatch instead."};
    case errc::pair_closed:
      return {code, "This match has ended for good."};
    case errc::conversation_closed:
      return {code, "This conversation is closed."};
    case errc::photo_sequence_incomplete:
      return {code, "Photos of the room, the kitchen and the bathroom are needed, the room first."};
    case errc::payment_required:
      return {code, "This posting has to be paid for before it is published."};
    case errc::profile_required:
      return {code, "Add your tenant's or host's profile first: others see it with the posting."};
    case errc::already_active:
      return {code, "This posting is live already; ask for an extension if you want one."};
    case errc::precondition_failed:
      return {code, "It has been changed meanwhile; fetch it again."};
    case errc::payload_too_large:
      return {code, "The request is too large."};
    case errc::unsupported_media_type:
      return {code, "This media type is not accepted here."};
    case errc::invalid_fields:
      return {code, "Some fields are not valid."};
    case errc::as_id_required:
      return {code, "Several of your postings are active: name one in as_id."};
    case errc::idempotency_key_reused:
      return {code, "This Idempotency-Key was used for another request."};
    case errc::request_in_progress:
      return {code, "The request with this Idempotency-Key is still running."};
    case errc::quota_exceeded:
      return {code, "That is too often; try again later.", {}, seconds{60}};
    case errc::events_expired:
      return {code, "Events that old are no longer kept; load everything anew."};
    case errc::overloaded:
      return {code, "The service is busy; try again.", {}, seconds{1}};
    case errc::draining:
      return {code, "This node is shutting down; try again.", {}, seconds{1}};
    case errc::database_unavailable:
      return {code, "The database is away; try again.", {}, seconds{2}};
    case errc::quarantined:
      return {code, "This item is out of order for a moment; try again.", {}, seconds{5}};
    case errc::outcome_unknown:
      return {code, "It may have happened or not; ask again.", {}, seconds{1}};
    case errc::internal:
      return {code, "Something went wrong on our side."};
  }
  return {errc::internal, "Something went wrong on our side."};
}

void throw_exception_from_error(const failure& error, const boost::source_location&) {
  throw std::logic_error("value of a failed result: " + std::string{to_string(error.code)} + ": " + error.detail);
}

failure invalid_field(std::string pointer, std::string code, std::string message) {
  return {
      errc::invalid_fields, "Some fields are not valid.", {{std::move(pointer), std::move(code), std::move(message)}}};
}

}  // namespace homigo::domain
