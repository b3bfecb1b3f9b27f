#include "modules/matching/routes/matches_read.hpp"

#include "http/routing/rendered_json.hpp"
#include "http/routing/router.hpp"
#include "modules/matching/matches.hpp"

namespace homigo::http {
void add_match_read_routes(router& routes, modules::matches& matches) {
  routes.tag({"Matches", "Who has matched, and with which postings.", {"/api/v1/matches"}});
  routes.get("/matches")
      .about("List matches", "Your own matches, newest first, including those that have ended.")
      .shed(load_class::essential)
      .queries<domain::page_query>()
      .answers<domain::match_page>()
      .run(
          [&matches](call& c) { return rendered_as_is(matches.list(c.who().user_id, c.query<domain::page_query>())); });
  routes.get("/matches/{match_id}")
      .about("Get a match", "Contact details, address and exact location are shown only while the match is active.")
      .shed(load_class::essential)
      .answers<domain::match>()
      .run([&matches](call& c) { return rendered_as_is(matches.one(c.id("match_id"), c.who().user_id)); });
}

}  // namespace homigo::http
