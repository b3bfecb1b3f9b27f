// The AsyncAPI 3 document of the WebSocket, made from its operations and events and the tables of their types.
#pragma once

#include <string>

namespace homigo::http {

class router;

std::string asyncapi_document(const router& routes);

/// GET /api/v1/asyncapi.json. The document is made at the first request and kept.
void add_asyncapi_route(router& routes);

}  // namespace homigo::http
