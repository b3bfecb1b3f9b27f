// GET /reference: words with labels, amenities, cities, prices, limits.
#pragma once

namespace homigo::modules {
class reference_book;
}

namespace homigo::http {

class router;

/// `book` must outlive the router.
void add_reference_route(router& routes, modules::reference_book& book);

}  // namespace homigo::http
