#include "modules/feed/routes/feed.hpp"

#include "http/routing/rendered_json.hpp"
#include "http/routing/router.hpp"
#include "modules/feed/feed_pages.hpp"

namespace homigo::http {
void add_feed_routes(router& routes, modules::feed_pages& feed) {
  routes.tag({"Feed", "Postings that fit a requirement or a listing, best matches first.", {"/api/v1/feed"}});
  routes.get("/feed/listings")
      .about("Get listings for a requirement",
             "For one of your live requirements, best matches first. Listings you have already swiped on do not appear "
             "again.")
      .explains({{"requirement_id", "One of your live requirements. You may leave it out if you have exactly one."}})
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
      .about("Get requirements for a listing",
             "For one of your live listings, best matches first. Requirements you have already swiped on do not appear "
             "again.")
      .explains({{"listing_id", "One of your live listings. You may leave it out if you have exactly one."}})
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
