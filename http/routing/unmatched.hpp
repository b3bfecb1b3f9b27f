// What is said where no handler is found: 404, 405 with Allow, or the answer to OPTIONS.
#pragma once

#include "http/message/message.hpp"
#include "http/routing/router.hpp"

namespace homigo::http {

response unmatched(const request& asked, const route_match& match);

}  // namespace homigo::http
