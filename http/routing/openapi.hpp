// The OpenAPI 3.1 document, made from the route table and the tables of the types: nothing lists fields by hand.
#pragma once

#include <string>

#include "http/routing/router.hpp"

namespace homigo::http {

std::string openapi_document(const router& routes);

/// GET /api/v1/openapi.json. The document is made at the first request and kept.
void add_openapi_route(router& routes);

}  // namespace homigo::http
