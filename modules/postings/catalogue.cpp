#include "modules/postings/catalogue.hpp"

#include "codec/paging.hpp"
#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::modules {
namespace {

using domain::keyset;

/// A cursor belongs to the order it was made in.
std::string search_name(domain::search_order order) { return "listings by " + std::string{domain::wire_name(order)}; }

}  // namespace

domain::result<persistence::shown_listing> catalogue::listing(const domain::uuid& id,
                                                              const std::optional<domain::uuid>& viewer) {
  auto shown = postings_.listing(id, viewer, clock_.now());
  if (!shown) return domain::failure{domain::errc::not_found, "There is no such listing."};
  return std::move(*shown);
}

domain::result<persistence::shown_requirement> catalogue::requirement(const domain::uuid& id,
                                                                      const domain::uuid& viewer) {
  auto shown = postings_.requirement(id, viewer, clock_.now());
  if (!shown) return domain::failure{domain::errc::not_found, "There is no such requirement."};
  return std::move(*shown);
}

domain::result<domain::listing_page> catalogue::listings_of(const domain::uuid& host_id,
                                                            const domain::page_query& page) {
  const auto after = position_in<keyset>("own listings", page);
  if (!after) return after.error();
  auto found = postings_.listings_of(host_id, *after, static_cast<std::size_t>(page.limit));
  return domain::listing_page{std::move(found.rows), cursor_in("own listings", found.next)};
}

domain::result<domain::requirement_page> catalogue::requirements_of(const domain::uuid& tenant_id,
                                                                    const domain::page_query& page) {
  const auto after = position_in<keyset>("own requirements", page);
  if (!after) return after.error();
  auto found = postings_.requirements_of(tenant_id, *after, static_cast<std::size_t>(page.limit));
  return domain::requirement_page{std::move(found.rows), cursor_in("own requirements", found.next)};
}

domain::result<domain::listing_page> catalogue::find_listings(const domain::listing_search& search,
                                                              const std::optional<domain::uuid>& viewer) {
  const auto name = search_name(domain::order_of(search));
  const auto after = position_in<domain::search_keyset>(name, search.page);
  if (!after) return after.error();
  auto found = search_.listings(search, viewer, *after, clock_.now());
  return domain::listing_page{std::move(found.rows), cursor_in(name, found.next)};
}

domain::result<domain::requirement_page> catalogue::find_requirements(const domain::requirement_search& search,
                                                                      const domain::uuid& viewer) {
  const auto after = position_in<keyset>("requirements", search.page);
  if (!after) return after.error();
  auto found = search_.requirements(search, viewer, *after, clock_.now());
  return domain::requirement_page{std::move(found.rows), cursor_in("requirements", found.next)};
}

}  // namespace homigo::modules
