#include "modules/conversations/routes/conversations_write.hpp"

#include "http/routing/limits.hpp"
#include "http/routing/router.hpp"
#include "modules/conversations/routes/message_command.hpp"

namespace homigo::http {

void add_conversation_write_routes(router& routes, message_services services) {
  routes.post("/conversations/{conversation_id}/messages")
      .about("Send a message",
             "For seven days, the same `client_message_id` with the same content is the same message, and with "
             "different content it is refused. Sending a message does not mark anything as read.")
      .example(R"({"type":"text","body":"Is it still free?","client_message_id":"a1"})")
      .shows<domain::visit_proposal>("visit")
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
      .about("Mark messages as read",
             "Marks all messages up to a sequence number. The other participant receives `message.read`, your own "
             "devices `read_marks.updated`.")
      .example(R"({"sequence":1})")
      .limited(read_marking)
      .takes<domain::read_request>()
      .ask([services](call& c, domain::read_request wanted) {
        return mark_read(services, c.who().user_id, c.id("conversation_id"), wanted);
      });
}

}  // namespace homigo::http
