#include "modules/conversations/routes/conversations_write.hpp"

#include "http/routing/limits.hpp"
#include "http/routing/router.hpp"
#include "modules/conversations/routes/message_command.hpp"

namespace homigo::http {

void add_conversation_write_routes(router& routes, message_services services) {
  routes.post("/conversations/{conversation_id}/messages")
      .summary("Writes a message")
      .limited(message_writing)
      .takes<domain::message_request>()
      .answers<domain::message>(201)
      .ask([services](call& c, domain::message_request wanted) {
        // A retry with the same Idempotency-Key is the same message, also after a crash before the answer was kept.
        if (const auto id = c.reserved_id(); id && !wanted.client_message_id)
          wanted.client_message_id = "idempotency-key:" + domain::to_string(*id);
        return send_message(services, c.who().user_id, c.id("conversation_id"), std::move(wanted));
      });
  routes.post("/conversations/{conversation_id}/read")
      .summary("Marks messages as read, up to a sequence")
      .limited(read_marking)
      .takes<domain::read_request>()
      .ask([services](call& c, domain::read_request wanted) {
        return mark_read(services, c.who().user_id, c.id("conversation_id"), wanted);
      });
}

}  // namespace homigo::http
