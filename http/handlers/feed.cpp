#include "http/handlers/feed.hpp"

#include "http/router.hpp"
#include "modules/feed.hpp"

namespace homigo::http {

void add_feed_routes(router& routes, modules::feed& feed) {
  routes.get("/feed/listings")
      .summary("Listings for a requirement of the caller, best first")
      .shed(load_class::browse)
      .queries<domain::listing_feed_query>()
      .answers<domain::listing_feed_page>()
      .run([&feed](call& c) -> domain::result<domain::listing_feed_page> {
        c.audience(codec::audience::everyone);
        return feed.listings(c.who().user_id, c.query<domain::listing_feed_query>());
      });
  routes.get("/feed/requirements")
      .summary("Requirements for a listing of the caller, best first")
      .shed(load_class::browse)
      .queries<domain::requirement_feed_query>()
      .answers<domain::requirement_feed_page>()
      .run([&feed](call& c) -> domain::result<domain::requirement_feed_page> {
        c.audience(codec::audience::everyone);
        return feed.requirements(c.who().user_id, c.query<domain::requirement_feed_query>());
      });
}

}  // namespace homigo::http
