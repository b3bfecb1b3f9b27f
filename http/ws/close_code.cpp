#include "http/ws/close_code.hpp"

namespace homigo::http {

std::string_view reason_of(ws_close why) {
  switch (why) {
    case ws_close::normal:
      return "";
    case ws_close::unsupported_data:
      return "text frames only";
    case ws_close::bad_payload:
      return "not UTF-8";
    case ws_close::policy:
      return "not authorized";
    case ws_close::too_large:
      return "too large";
    case ws_close::internal:
      return "internal";
    case ws_close::draining:
      return "draining, reconnect";
    case ws_close::too_slow:
      return "too slow, reconnect and resume";
  }
  return "";
}

}  // namespace homigo::http
