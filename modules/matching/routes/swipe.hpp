// POST /swipe, POST /swipe/undo and DELETE /matches/{match_id}: decisions on pairs.
#pragma once

namespace homigo::http {

class router;
struct swipe_services;

void add_swipe_routes(router& routes, swipe_services services);

}  // namespace homigo::http
