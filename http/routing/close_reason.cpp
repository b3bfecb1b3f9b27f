#include "http/routing/close_reason.hpp"

#include <array>

#include "codec/json_writer.hpp"

namespace homigo::http {
namespace {

constexpr std::array reasons{
    close_reason{ws_close::normal, 1000, "", ""},
    close_reason{ws_close::binary_frame, 1003, "bad_frame", "Only text frames are accepted here."},
    close_reason{ws_close::bad_frame, 1008, "bad_frame", "The first frame must be {\"op\":\"auth\",\"token\":…}."},
    close_reason{ws_close::auth_timeout, 1008, "auth_timeout", "No auth frame arrived in time."},
    close_reason{ws_close::token_unknown, 1008, "token_unknown", "This access token is not known."},
    close_reason{ws_close::token_expired, 1008, "token_expired", "The access token has expired. Refresh it."},
    close_reason{ws_close::account_suspended, 1008, "account_suspended", "This account is suspended."},
    close_reason{ws_close::session_revoked, 1008, "session_revoked", "This session has been signed out."},
    close_reason{ws_close::too_many_tokens, 1008, "quota_exceeded", "Too many unknown tokens. Please try again later."},
    close_reason{ws_close::too_many_pings, 1008, "quota_exceeded", "Too many pings."},
    close_reason{ws_close::too_large, 1009, "frame_too_large", "The frame is too large."},
    close_reason{ws_close::too_slow, 1013, "", "too slow, reconnect and resume"},
    close_reason{ws_close::unavailable, 1013, "database_unavailable",
                 "The service is temporarily unavailable. Reconnect in a moment."},
    close_reason{ws_close::draining, 1012, "", "draining, reconnect"},
    close_reason{ws_close::internal, 1011, "internal", "Something went wrong on our side. Please reconnect."},
};

constexpr bool stand_in_order() {
  for (std::size_t i = 0; i < reasons.size(); ++i)
    if (static_cast<std::size_t>(reasons[i].why) != i) return false;
  return reasons.back().why == ws_close::internal;
}
static_assert(stand_in_order());

}  // namespace

const close_reason& reason_of(ws_close why) { return reasons[static_cast<std::size_t>(why)]; }

std::span<const close_reason> all_close_reasons() { return reasons; }

std::string error_frame(ws_close why) {
  const auto& reason = reason_of(why);
  if (reason.name.empty()) return {};
  std::string frame = R"({"error":{"code":)";
  codec::append_quoted(frame, reason.name);
  frame += R"(,"detail":)";
  codec::append_quoted(frame, reason.sentence);
  return frame += "}}";
}

}  // namespace homigo::http
