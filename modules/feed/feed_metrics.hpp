// What the feed in memory holds, and how far it is behind.
#pragma once

namespace homigo::metrics {
class registry;
}

namespace homigo::modules {

class feed_follower;

/// `follower` must outlive the registry's last reader.
void add_feed_metrics(metrics::registry& metrics, const feed_follower& follower);

}  // namespace homigo::modules
