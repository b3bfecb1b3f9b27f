// Beast's message made into ours: the only place that looks into its fields.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "domain/errc.hpp"
#include "http/message.hpp"

namespace homigo::http {

using beast_request = boost::beast::http::request<boost::beast::http::string_body>;

/// Method and headers; neither target, body nor what the connection knows. Fails with malformed_request: no Host in
/// HTTP/1.1, a header twice that may come once, a transfer coding other than chunked.
domain::result<request> read_head(const beast_request& message);

/// What to say when a header could not be read; nothing when the client has gone or was too slow to be told anything.
std::optional<domain::failure> unreadable(boost::system::error_code why);

}  // namespace homigo::http
