#include "modules/reference/routes/reference.hpp"

#include "domain/reference/reference.hpp"
#include "http/routing/router.hpp"
#include "modules/reference/reference_book.hpp"

namespace homigo::http {

void add_reference_route(router& routes, modules::reference_book& book) {
  routes.tag({"Reference", "Values and labels used across the API.", {"/api/v1/reference"}});
  routes.get("/reference")
      .about("Get reference data",
             "Enumerations with labels, amenities, cities, prices, limits and minimum app versions.")
      .anonymous()
      .answers<domain::reference>()
      .run([&book](call&) -> domain::result<rendered_json> { return rendered_json{*book.json()}; });
}

}  // namespace homigo::http
