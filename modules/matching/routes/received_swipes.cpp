#include "modules/matching/routes/received_swipes.hpp"

#include "http/routing/router.hpp"
#include "modules/matching/matches.hpp"

namespace homigo::http {

void add_received_swipe_routes(router& routes, modules::matches& matches) {
  routes.get("/swipes/received")
      .about("List likes waiting for your answer",
             "Likes that your postings have received: super likes first, then the newest. Dislikes are never shown.")
      .shed(load_class::essential)
      .queries<domain::page_query>()
      .answers<domain::received_like_page>()
      .run([&matches](call& c) -> domain::result<domain::received_like_page> {
        c.audience(codec::audience::everyone);
        return matches.likes_received(c.who().user_id, c.query<domain::page_query>());
      });
}

}  // namespace homigo::http
