#include "modules/conversations/routes/conversations_read.hpp"

#include "http/routing/router.hpp"
#include "modules/conversations/conversations.hpp"

namespace homigo::http {

void add_conversation_read_routes(router& routes, modules::conversations& conversations) {
  routes.tag({"Conversations", "The chat of a match.", {"/api/v1/conversations"}});
  routes.get("/conversations")
      .about("List conversations", "Your conversations, the one with the newest message first.")
      .shed(load_class::essential)
      .queries<domain::page_query>()
      .answers<domain::conversation_page>()
      .run([&conversations](call& c) { return conversations.list(c.who().user_id, c.query<domain::page_query>()); });
  routes.get("/conversations/{conversation_id}")
      .about("Get a conversation", "With one page of its messages, newest first.")
      .shed(load_class::essential)
      .queries<domain::page_query>()
      .answers<domain::conversation_view>()
      .run([&conversations](call& c) {
        return conversations.one(c.id("conversation_id"), c.who().user_id, c.query<domain::page_query>());
      });
}

}  // namespace homigo::http
