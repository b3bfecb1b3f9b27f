#include "modules/postings/routes/requirements_read.hpp"

#include "http/routing/router.hpp"
#include "http/routing/viewer.hpp"
#include "modules/postings/catalogue.hpp"
#include "modules/postings/routes/place_parameters.hpp"

namespace homigo::http {

void add_requirement_read_routes(router& routes, modules::catalogue& catalogue) {
  routes.tag({"Requirements", "What tenants are looking for.", {"/api/v1/requirements"}});
  routes.get("/requirements")
      .about("Search requirements",
             "Live requirements by place, budget and type. Locations are rounded to 0.01 degrees.")
      .explains({near_text,
                 radius_text,
                 bbox_text,
                 {"budget", "A rent, in rupees a month, within the tenant's budget."},
                 {"property_type", "Only tenants who want this kind of home."}})
      .shed(load_class::browse)
      .queries<domain::requirement_search>()
      .answers<domain::requirement_page>()
      .run([&catalogue](call& c) -> domain::result<domain::requirement_page> {
        return catalogue.find_requirements(c.query<domain::requirement_search>(), c.who().user_id);
      });
  routes.get("/requirements/my")
      .about("List your own requirements", "Drafts included, newest first.")
      .shed(load_class::essential)
      .queries<domain::page_query>()
      .answers<domain::requirement_page>()
      .run([&catalogue](call& c) {
        c.audience(codec::audience::owner);
        return catalogue.requirements_of(c.who().user_id, c.query<domain::page_query>());
      });
  routes.get("/requirements/{requirement_id}")
      .about("Get a requirement",
             "The tenant and their matches see all of it. Everyone else sees it with a rounded location.")
      .answers<domain::requirement>()
      .run([&catalogue](call& c) -> domain::result<domain::requirement> {
        auto shown = catalogue.requirement(c.id("requirement_id"), c.who().user_id);
        if (!shown) return shown.error();
        c.audience(audience_for(shown->whole));
        c.header("Vary", "Authorization");
        if (shown->whole) c.etag(shown->requirement.revision);
        return std::move(shown->requirement);
      });
}

}  // namespace homigo::http
