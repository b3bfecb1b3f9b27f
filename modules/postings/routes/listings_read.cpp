#include "modules/postings/routes/listings_read.hpp"

#include "http/routing/router.hpp"
#include "http/routing/viewer.hpp"
#include "modules/postings/catalogue.hpp"

namespace homigo::http {

void add_listing_read_routes(router& routes, modules::catalogue& catalogue) {
  routes.get("/listings")
      .summary("Search live listings by text, place and filters; addresses and exact places are left out")
      .viewer_optional()
      .shed(load_class::browse)
      .queries<domain::listing_search>()
      .answers<domain::listing_page>()
      .run([&catalogue](call& c) -> domain::result<domain::listing_page> {
        return catalogue.find_listings(c.query<domain::listing_search>(), viewer_of(c));
      });
  routes.get("/listings/my")
      .summary("The caller's listings, drafts included, newest first")
      .shed(load_class::essential)
      .queries<domain::page_query>()
      .answers<domain::listing_page>()
      .run([&catalogue](call& c) {
        c.audience(codec::audience::owner);
        return catalogue.listings_of(c.who().user_id, c.query<domain::page_query>());
      });
  routes.get("/listings/{listing_id}")
      .summary("A listing: whole for its host and for a match, otherwise without address and exact place")
      .viewer_optional()
      .answers<domain::listing>()
      .run([&catalogue](call& c) -> domain::result<domain::listing> {
        auto shown = catalogue.listing(c.id("listing_id"), viewer_of(c));
        if (!shown) return shown.error();
        c.audience(audience_for(shown->whole));
        c.header("Vary", "Authorization");
        if (shown->whole) c.etag(shown->listing.revision);
        return std::move(shown->listing);
      });
}

}  // namespace homigo::http
