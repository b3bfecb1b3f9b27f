// POST, PUT and DELETE of listings and requirements: their owner makes, changes and ends them.
#pragma once

namespace homigo::http {

class router;
struct posting_services;

void add_posting_write_routes(router& routes, posting_services services);

}  // namespace homigo::http
