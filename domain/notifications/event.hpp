// The events that devices are told of: one list, which the wire, the database and the AsyncAPI document share.
#pragma once

#include <array>
#include <string_view>

namespace homigo::domain::event {

inline constexpr std::string_view match_created = "match.created";
inline constexpr std::string_view match_ended = "match.ended";
inline constexpr std::string_view swipe_received = "swipe.received";
inline constexpr std::string_view message_created = "message.created";
inline constexpr std::string_view message_read = "message.read";
inline constexpr std::string_view visit_updated = "visit.updated";
inline constexpr std::string_view notification_created = "notification.created";
inline constexpr std::string_view listing_updated = "listing.updated";
inline constexpr std::string_view requirement_updated = "requirement.updated";
inline constexpr std::string_view payment_updated = "payment.updated";
inline constexpr std::string_view account_updated = "account.updated";
inline constexpr std::string_view read_marks_updated = "read_marks.updated";
inline constexpr std::string_view session_revoked = "session.revoked";
inline constexpr std::string_view typing = "typing";
inline constexpr std::string_view presence = "presence";

/// A durable event has a number, is kept for 90 days and can be resumed; any other is gone if nobody listens.
struct kind {
  std::string_view name;
  bool durable;
  std::string_view summary;
};

inline constexpr std::array kinds{
    kind{match_created, true, "Both sides like each other: the match as the receiver sees it"},
    kind{match_ended, true, "A match has ended"},
    kind{swipe_received, true, "Someone likes one of the receiver's postings: the item of GET /swipes/received"},
    kind{message_created, true, "A new message in one of the receiver's conversations, their own included"},
    kind{message_read, true, "How far the other participant has read a conversation"},
    kind{visit_updated, true, "A visit has been proposed or has changed"},
    kind{notification_created, true, "A notification for the receiver"},
    kind{listing_updated, true, "The status of one of the receiver's listings has changed"},
    kind{requirement_updated, true, "The status of one of the receiver's requirements has changed"},
    kind{payment_updated, true, "The status of one of the receiver's payments has changed"},
    kind{account_updated, true, "The receiver's account has changed: GET /users/me as it is now"},
    kind{read_marks_updated, true, "The receiver has read further, on any of their devices"},
    kind{session_revoked, false, "This session has ended; the connection is closed after this event"},
    kind{typing, false, "The other participant of a conversation is typing, or has stopped"},
    kind{presence, false, "Someone whose presence is watched came online or went offline"},
};

}  // namespace homigo::domain::event
