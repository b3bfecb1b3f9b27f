// The two feeds.
#pragma once

namespace homigo::modules {
class feed_pages;
}

namespace homigo::http {

class router;

/// `feed` must outlive the router.
void add_feed_routes(router& routes, modules::feed_pages& feed);

}  // namespace homigo::http
