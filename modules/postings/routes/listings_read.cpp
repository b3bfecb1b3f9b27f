#include "modules/postings/routes/listings_read.hpp"

#include "http/routing/router.hpp"
#include "http/routing/viewer.hpp"
#include "modules/postings/catalogue.hpp"
#include "modules/postings/routes/place_parameters.hpp"

namespace homigo::http {

void add_listing_read_routes(router& routes, modules::catalogue& catalogue) {
  routes.tag({"Listings", "What hosts offer, with photos.", {"/api/v1/listings", "/media"}});
  routes.get("/listings")
      .about("Search listings",
             "Live listings by text, place and filters. Addresses are left out, and locations are rounded to 0.01 "
             "degrees.")
      .explains({near_text,
                 radius_text,
                 bbox_text,
                 {"q", "Words, `\"exact phrases\"`, `or`, and `-excluded` words."},
                 {"rent_min", "The lowest rent, in rupees a month."},
                 {"rent_max", "The highest rent, in rupees a month."},
                 {"property_type", "Only this kind of home."},
                 {"furnishing", "Only homes furnished like this."},
                 {"city", "The name of a city, in any case, with or without accents. Known other names count too."},
                 {"locality", "The name of a part of the city, in any case, with or without accents."},
                 {"amenities", "Listings must have all of these."},
                 {"available_by", "Available on this day or earlier."},
                 {"sort", "`distance` requires `near`."}})
      .viewer_optional()
      .shed(load_class::browse)
      .queries<domain::listing_search>()
      .answers<domain::listing_page>()
      .run([&catalogue](call& c) -> domain::result<domain::listing_page> {
        c.header("Vary", "Authorization");
        return catalogue.find_listings(c.query<domain::listing_search>(), viewer_of(c));
      });
  routes.get("/listings/my")
      .about("List your own listings", "Drafts included, newest first.")
      .shed(load_class::essential)
      .queries<domain::page_query>()
      .answers<domain::listing_page>()
      .run([&catalogue](call& c) {
        c.audience(codec::audience::owner);
        return catalogue.listings_of(c.who().user_id, c.query<domain::page_query>());
      });
  routes.get("/listings/{listing_id}")
      .about("Get a listing",
             "The host and their matches see all of it. Everyone else sees it without the address and with a rounded "
             "location.")
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
