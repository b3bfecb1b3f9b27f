// The AsyncAPI 3 document of the WebSocket, made from its operations and events and the tables of their types.
#pragma once

#include <string>

namespace homigo::http {

class router;

std::string asyncapi_document();

/// GET /api/v1/asyncapi.json.
void add_asyncapi_route(router& routes);

}  // namespace homigo::http
