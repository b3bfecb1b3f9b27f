#include "modules/postings/routes/requirements_read.hpp"

#include "http/routing/router.hpp"
#include "http/routing/viewer.hpp"
#include "modules/postings/catalogue.hpp"

namespace homigo::http {

void add_requirement_read_routes(router& routes, modules::catalogue& catalogue) {
  routes.get("/requirements")
      .summary("Search live requirements by place, budget and type; exact places are left out")
      .shed(load_class::browse)
      .queries<domain::requirement_search>()
      .answers<domain::requirement_page>()
      .run([&catalogue](call& c) -> domain::result<domain::requirement_page> {
        return catalogue.find_requirements(c.query<domain::requirement_search>(), c.who().user_id);
      });
  routes.get("/requirements/my")
      .summary("The caller's requirements, drafts included, newest first")
      .shed(load_class::essential)
      .queries<domain::page_query>()
      .answers<domain::requirement_page>()
      .run([&catalogue](call& c) {
        c.audience(codec::audience::owner);
        return catalogue.requirements_of(c.who().user_id, c.query<domain::page_query>());
      });
  routes.get("/requirements/{requirement_id}")
      .summary("A requirement: whole for its tenant and for a match, otherwise without the exact place")
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
