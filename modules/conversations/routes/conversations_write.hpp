// POST of messages and read marks.
#pragma once

namespace homigo::http {

class router;
struct message_services;

void add_conversation_write_routes(router& routes, message_services services);

}  // namespace homigo::http
