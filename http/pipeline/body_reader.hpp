// The body decoded as its route wants it: media type first, then content.
#pragma once

#include <memory>
#include <optional>

#include "http/routing/route.hpp"

namespace homigo::http {

/// Dates that a person plans are compared with `today`, if given. Fills request::parts of a multipart route, or gives
/// the object of a JSON route (null for the other kinds). Fails with unsupported_media_type, malformed_request,
/// payload_too_large or invalid_fields. An empty JSON body counts as
/// `{}` and needs no media type.
domain::result<std::shared_ptr<void>> read_body(call& c, std::optional<domain::date> today);

}  // namespace homigo::http
