// gzip for answers, where the client takes it.
#pragma once

#include <string>
#include <string_view>

namespace homigo::http {

/// Whether an Accept-Encoding value takes gzip (RFC 9110: q-values, `*`).
bool accepts_gzip(std::string_view accept_encoding);

std::string gzip(std::string_view text);

}  // namespace homigo::http
