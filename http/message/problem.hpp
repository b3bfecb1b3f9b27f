// Every error on the wire: RFC 9457 problem documents, and the one place that maps outcomes to statuses.
#pragma once

#include <exception>
#include <string>
#include <string_view>

#include "domain/kernel/errors/errc.hpp"
#include "http/message/message.hpp"

namespace homigo::http {

/// A member that only one kind of problem has (RFC 9457, section 3.2).
struct extension_member {
  std::string_view name{};
  std::string_view value{};
};

/// `{type, title, status, detail, code, request_id, errors?}`, also the `error` of a WebSocket answer.
std::string problem_json(const domain::failure& why, std::string_view request_id, const extension_member& more = {});

/// With Retry-After where trying again helps, RateLimit-* on 429, and WWW-Authenticate on 401.
response problem(const domain::failure& why, std::string_view request_id, const extension_member& more = {});

/// What a thrown exception means to the client: domain::unavailable is its 503; anything else an opaque 500. Logs the
/// cause.
domain::failure failure_of(std::exception_ptr thrown, std::string_view route, std::string_view request_id);

}  // namespace homigo::http
