// Reading conversations.
#pragma once

namespace homigo::modules {
class conversations;
}

namespace homigo::http {

class router;

/// `conversations` must outlive the router.
void add_conversation_read_routes(router& routes, modules::conversations& conversations);

}  // namespace homigo::http
