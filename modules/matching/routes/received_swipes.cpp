#include "modules/matching/routes/received_swipes.hpp"

#include "http/routing/router.hpp"
#include "modules/matching/matches.hpp"

namespace homigo::http {

void add_received_swipe_routes(router& routes, modules::matches& matches) {
  routes.get("/swipes/received")
      .summary("Likes received and not yet answered, super likes first, then the newest")
      .shed(load_class::essential)
      .queries<domain::page_query>()
      .answers<domain::received_like_page>()
      .run([&matches](call& c) -> domain::result<domain::received_like_page> {
        c.audience(codec::audience::everyone);
        return matches.likes_received(c.who().user_id, c.query<domain::page_query>());
      });
}

}  // namespace homigo::http
