// What header values must look like before anything believes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace homigo::http {

/// `uri-host [":" port]` of RFC 9112: a name, an IPv4 address or an IPv6 address in brackets; never empty.
bool is_host(std::string_view value);

/// RFC 6455: 16 bytes in base64.
bool is_websocket_key(std::string_view value);

/// The token of `Authorization: Bearer …`; nothing without the header; empty when the header is something else.
std::optional<std::string_view> bearer_token(const std::string* authorization);

}  // namespace homigo::http
