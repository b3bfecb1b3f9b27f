// Every way a request can end other than well: business outcomes are values of this type, never exceptions.
#pragma once

#include <boost/system/result.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace homigo::domain {

/// The table in errc.cpp gives each its name (the `code` on the wire), its status, its sentence and when to try again.
enum class errc : std::uint8_t {
  malformed_request,          // not JSON, duplicate key, wrong shape of URL
  unknown_parameter,          // in the address
  unauthorized,               // no token, an unknown or an expired one
  forbidden,                  // visible, but not yours to change
  verification_pending,       // the right password of an account whose phone is not proven
  not_found,                  // unknown, or its existence is private
  method_not_allowed,         // the path exists, the method does not
  conflict,                   // duplicate of something that may exist once
  wrong_state,                // the life cycle does not allow it now
  already_matched,            // a dislike after the match
  pair_closed,                // the match of this pair has ended
  conversation_closed,        // writing after unmatch or block
  client_message_id_reused,   // with other content than the first time
  photo_sequence_incomplete,  // publishing without room, kitchen, bathroom in order
  payment_required,           // publishing unpaid
  profile_required,           // publishing without the profile that goes with the posting
  already_active,             // paying again for what is live, without having asked for an extension
  precondition_failed,        // stale If-Match
  payload_too_large,
  unsupported_media_type,
  invalid_fields,  // see failure::errors
  as_id_required,  // several own postings are active and none was named
  idempotency_key_reused,
  request_in_progress,
  quota_exceeded,  // the caller's own rate or quota
  events_expired,  // resume from before the kept window
  overloaded,
  draining,
  database_unavailable,
  storage_unavailable,  // the folder of the photos is full or away
  quarantined,
  outcome_unknown,  // the only 503 after which the change may have happened
  internal,
};

/// One past the last.
inline constexpr auto errc_count = static_cast<std::size_t>(errc::internal) + 1;

/// The stable name, as in a problem's `code`.
std::string_view to_string(errc code);

/// The HTTP status that tells it.
unsigned status_of(errc code);

/// After what time to try again; nothing where trying again would not help.
std::optional<std::chrono::seconds> retry_after_of(errc code);

/// The code of this name; `internal` when there is none.
errc errc_of(std::string_view name);

/// One field that is wrong: an RFC 6901 pointer into the body, a short code, a sentence for people.
struct field_error {
  std::string pointer;
  std::string code;
  std::string message;
};

/// A business outcome that is not success. `detail` is shown to the client and holds no secret.
struct failure {
  errc code = errc::internal;
  std::string detail;
  std::vector<field_error> errors{};
  std::optional<std::chrono::seconds> retry_after{};
};

/// Nobody may ignore it: a refusal that is not looked at is taken for success.
template <class T>
class [[nodiscard]] result : public boost::system::result<T, failure> {
public:
  using boost::system::result<T, failure>::result;
};

/// Calling `value()` on a failure is a programming error.
[[noreturn]] void throw_exception_from_error(const failure& error, const boost::source_location& where);

/// A failure with the sentence that people are shown for this code where nothing more can be said.
failure refusal(errc code);

/// A failure about these fields.
failure invalid_fields(std::vector<field_error> errors);

/// A failure about one field.
failure invalid_field(std::string pointer, std::string code, std::string message);

}  // namespace homigo::domain
