#include "modules/notifications/routes/dev_outbox.hpp"

#include "domain/notifications/outbox.hpp"
#include "http/routing/router.hpp"
#include "modules/notifications/outbox.hpp"

namespace homigo::http {

void add_dev_outbox_routes(router& routes, const modules::outbox& outbox) {
  routes.get("/dev/outbox")
      .at_root()
      .summary("Sandbox only: messages to a recipient, newest first")
      .anonymous()
      .queries<domain::outbox_query>()
      .answers<domain::outbox_page>()
      .run([&outbox](call& c) -> domain::result<domain::outbox_page> {
        const auto& query = c.query<domain::outbox_query>();
        c.header("Cache-Control", "no-store");  // one-time passwords
        // A plus that nobody escaped arrives as a blank, and no recipient begins with one.
        auto recipient = query.recipient;
        if (recipient.starts_with(' ')) recipient.front() = '+';
        return outbox.to(recipient, query.limit);
      });
}

}  // namespace homigo::http
