#include "domain/kernel/errors/errc.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace homigo::domain {
namespace {

struct outcome {
  errc code;
  unsigned status;
  std::string_view name;
  std::string_view sentence;
  unsigned retry_after_s;  // 0: nothing is said about when
};

constexpr std::array<outcome, errc_count> outcomes{{
    {errc::malformed_request, 400, "malformed_request", "We could not understand this request.", 0},
    {errc::unknown_parameter, 400, "unknown_parameter", "The address has a parameter that does not exist here.", 0},
    {errc::unauthorized, 401, "unauthorized", "Please sign in to continue.", 0},
    {errc::forbidden, 403, "forbidden", "You are not allowed to do this.", 0},
    {errc::verification_pending, 403, "verification_pending",
     "Verify your phone number first. We can send you a new code.", 0},
    {errc::not_found, 404, "not_found", "We could not find this, or you do not have access to it.", 0},
    {errc::method_not_allowed, 405, "method_not_allowed", "This method is not supported at this address.", 0},
    {errc::conflict, 409, "conflict", "This already exists.", 0},
    {errc::wrong_state, 409, "wrong_state", "This is not possible right now.", 0},
    {errc::already_matched, 409, "already_matched", "You have already matched. To change your mind, unmatch.", 0},
    {errc::pair_closed, 409, "pair_closed", "This match has ended and cannot be reopened.", 0},
    {errc::conversation_closed, 409, "conversation_closed", "This conversation is closed.", 0},
    {errc::client_message_id_reused, 409, "client_message_id_reused",
     "This client_message_id was already used for a different message.", 0},
    {errc::photo_sequence_incomplete, 409, "photo_sequence_incomplete",
     "Add photos of the room, the kitchen and the bathroom first, starting with the room.", 0},
    {errc::payment_required, 409, "payment_required", "Pay for this posting before you publish it.", 0},
    {errc::profile_required, 409, "profile_required",
     "Complete your tenant or host profile first. Others see it with your posting.", 0},
    {errc::already_active, 409, "already_active", "This posting is already live. You can extend it instead.", 0},
    {errc::precondition_failed, 412, "precondition_failed",
     "This has changed in the meantime. Reload it and try again.", 0},
    {errc::payload_too_large, 413, "payload_too_large", "The request is too large.", 0},
    {errc::unsupported_media_type, 415, "unsupported_media_type", "This type of content is not accepted here.", 0},
    {errc::invalid_fields, 422, "invalid_fields", "Some fields are not valid.", 0},
    {errc::as_id_required, 422, "as_id_required", "You have more than one active posting. Choose one with as_id.", 0},
    {errc::idempotency_key_reused, 422, "idempotency_key_reused",
     "This Idempotency-Key was already used for a different request.", 0},
    {errc::request_in_progress, 409, "request_in_progress", "The request with this Idempotency-Key is still running.",
     0},
    {errc::quota_exceeded, 429, "quota_exceeded", "You are doing this too often. Please try again later.", 60},
    {errc::events_expired, 410, "events_expired", "These events are too old to be sent again. Reload everything.", 0},
    {errc::overloaded, 503, "overloaded", "We are very busy right now. Please try again.", 1},
    {errc::draining, 503, "draining", "This server is restarting. Please try again.", 1},
    {errc::database_unavailable, 503, "database_unavailable",
     "The service is temporarily unavailable. Please try again.", 2},
    {errc::storage_unavailable, 503, "storage_unavailable", "Photos are temporarily unavailable. Please try again.", 5},
    {errc::quarantined, 503, "quarantined", "This item is temporarily unavailable. Please try again.", 5},
    {errc::outcome_unknown, 503, "outcome_unknown",
     "We cannot tell whether this went through. Check before you try again.", 1},
    {errc::internal, 500, "internal", "Something went wrong on our side.", 0},
}};

constexpr bool stands_in_order() {
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    if (static_cast<std::size_t>(outcomes[i].code) != i) return false;
  return true;
}
static_assert(stands_in_order());

/// Of what passes by itself clients are told when.
constexpr bool tells_when_to_try_again(const outcome& known) {
  return (known.retry_after_s != 0) == (known.status == 429 || known.status == 503);
}
static_assert(std::ranges::all_of(outcomes, tells_when_to_try_again));

const outcome& outcome_of(errc code) { return outcomes[static_cast<std::size_t>(code)]; }

}  // namespace

std::string_view to_string(errc code) { return outcome_of(code).name; }

unsigned status_of(errc code) { return outcome_of(code).status; }

std::optional<std::chrono::seconds> retry_after_of(errc code) {
  const auto seconds = outcome_of(code).retry_after_s;
  return seconds != 0 ? std::optional{std::chrono::seconds{seconds}} : std::nullopt;
}

errc errc_of(std::string_view name) {
  const auto found = std::ranges::find(outcomes, name, &outcome::name);
  return found == outcomes.end() ? errc::internal : found->code;
}

failure refusal(errc code) {
  const auto& known = outcome_of(code);
  return {known.code, std::string{known.sentence}, {}, retry_after_of(code)};
}

void throw_exception_from_error(const failure& error, const boost::source_location&) {
  throw std::logic_error("value of a failed result: " + std::string{to_string(error.code)} + ": " + error.detail);
}

failure invalid_fields(std::vector<field_error> errors) {
  auto refused = refusal(errc::invalid_fields);
  refused.errors = std::move(errors);
  return refused;
}

failure invalid_field(std::string pointer, std::string code, std::string message) {
  return invalid_fields({{std::move(pointer), std::move(code), std::move(message)}});
}

}  // namespace homigo::domain
