#include "modules/feed/routes/feed.hpp"

#include "http/routing/rendered_json.hpp"
#include "http/routing/router.hpp"
#include "modules/feed/feed_pages.hpp"

namespace homigo::http {
void add_feed_routes(router& routes, modules::feed_pages& feed) {
  routes.get("/feed/listings")
      .summary("Listings for a requirement of the caller, best first")
      .shed(load_class::browse)
      .queries<domain::listing_feed_query>()
      .answers<domain::listing_feed_page>()
      .from_memory([&feed](call& c) {
        return rendered_as_is(feed.listings_at_once(c.who().user_id, c.query<domain::listing_feed_query>()));
      })
      .run([&feed](call& c) {
        return rendered_as_is(feed.listings(c.who().user_id, c.query<domain::listing_feed_query>()));
      });
  routes.get("/feed/requirements")
      .summary("Requirements for a listing of the caller, best first")
      .shed(load_class::browse)
      .queries<domain::requirement_feed_query>()
      .answers<domain::requirement_feed_page>()
      .from_memory([&feed](call& c) {
        return rendered_as_is(feed.requirements_at_once(c.who().user_id, c.query<domain::requirement_feed_query>()));
      })
      .run([&feed](call& c) {
        return rendered_as_is(feed.requirements(c.who().user_id, c.query<domain::requirement_feed_query>()));
      });
}

}  // namespace homigo::http
