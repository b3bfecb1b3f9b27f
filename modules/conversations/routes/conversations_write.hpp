// POST of messages and read marks.
#pragma once

namespace homigo::http {

class router;
struct write_services;

void add_conversation_write_routes(router& routes, write_services services);

}  // namespace homigo::http
