// The two feeds.
#pragma once

namespace homigo::modules {
class feed;
}

namespace homigo::http {

class router;

/// `feed` must outlive the router.
void add_feed_routes(router& routes, modules::feed& feed);

}  // namespace homigo::http
