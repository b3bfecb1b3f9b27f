#include "modules/notifications/routes/dev_outbox.hpp"

#include "domain/notifications/outbox.hpp"
#include "http/routing/router.hpp"
#include "modules/notifications/outbox.hpp"

namespace homigo::http {

void add_dev_outbox_routes(router& routes, const modules::outbox& outbox) {
  routes.tag({"Sandbox", "Only with `providers.mode = sandbox`: what would have gone to providers.", {"/dev"}});
  routes.get("/dev/outbox")
      .about("List messages sent to a recipient",
             "The messages that would have been delivered, one-time passwords included, newest first.")
      .explains({{"recipient", "A phone number in international form, or an e-mail address."}})
      .at_root()
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
