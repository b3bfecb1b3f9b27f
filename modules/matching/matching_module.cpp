#include "modules/matching/matching_module.hpp"

#include "modules/feed/feed_module.hpp"
#include "modules/matching/routes/matches_read.hpp"
#include "modules/matching/routes/received_swipes.hpp"
#include "modules/matching/routes/swipe.hpp"
#include "modules/matching/routes/swipe_services.hpp"
#include "modules/postings/postings_module.hpp"

namespace homigo::modules {

matching_module::matching_module(const platform::offer& platform, const platform::earlier_modules& earlier)
    : platform_(platform),
      match_rows_(persistence::make_match_reads(platform.pool)),
      matches_(*match_rows_, platform.clock),
      inbox_({earlier.get<feed_module>().memory(), earlier.get<feed_module>().follower,
              earlier.get<feed_module>().pairs(), earlier.get<postings_module>().reads(), platform.clock}),
      pairs_(*match_rows_, earlier.get<postings_module>().reads(), platform.clock),
      owners_(earlier.get<postings_module>().reads()),
      reader_(platform.edge.workers, matches_) {}

void matching_module::add_to(platform::registry& node) {
  http::add_swipe_routes(node.routes, {platform_.edge, reader_, pairs_, owners_});
  http::add_received_swipe_routes(node.routes, inbox_);
  http::add_match_read_routes(node.routes, matches_);
}

}  // namespace homigo::modules
