#include "modules/matching/routes/received_swipes.hpp"

#include "domain/matching/inbox.hpp"
#include "http/routing/rendered_json.hpp"
#include "http/routing/router.hpp"
#include "modules/matching/inbox_pages.hpp"

namespace homigo::http {

void add_received_swipe_routes(router& routes, modules::inbox_pages& inbox) {
  routes.get("/swipes/received")
      .about("List likes waiting for your answer",
             "Likes that your postings have received: super likes first, then the newest. Dislikes are never shown.")
      .shed(load_class::essential)
      .queries<domain::page_query>()
      .answers<domain::received_like_page>()
      .from_memory([&inbox](call& c) {
        return rendered_as_is(inbox.page_at_once(c.who().user_id, c.query<domain::page_query>()));
      })
      .run([&inbox](call& c) { return rendered_as_is(inbox.page(c.who().user_id, c.query<domain::page_query>())); });
}

}  // namespace homigo::http
