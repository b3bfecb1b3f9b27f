#include "modules/feed/feed_metrics.hpp"

#include "metrics/registry.hpp"
#include "modules/feed/feed_follower.hpp"

namespace homigo::modules {
namespace {

template <class Figure>
metrics::reading read_figure(const feed_follower& follower, Figure feed::feed_figures::*which) {
  return [&follower, which] { return static_cast<double>(follower.figures().*which); };
}

}  // namespace

void add_feed_metrics(metrics::registry& metrics, const feed_follower& follower) {
  using figures = feed::feed_figures;
  const auto of = [&](auto which) { return read_figure(follower, which); };
  metrics.read_gauge("homigo_feed_ready", "The feed index is loaded", {}, of(&figures::ready));
  metrics.read_gauge("homigo_feed_listings", "Listings in the feed index", {}, of(&figures::listings));
  metrics.read_gauge("homigo_feed_requirements", "Requirements in the feed index", {}, of(&figures::requirements));
  metrics.read_gauge("homigo_feed_index_bytes", "Memory of the feed index", {}, of(&figures::index_bytes));
  metrics.read_gauge("homigo_feed_exclusion_bytes", "Memory of what viewers have decided on", {},
                     of(&figures::exclusion_bytes));
  metrics.read_gauge("homigo_feed_cards", "Cards in memory", {}, of(&figures::cards));
  metrics.read_gauge("homigo_feed_card_bytes", "Memory of cards", {}, of(&figures::card_bytes));
  metrics.read_counter("homigo_feed_card_hits_total", "Cards answered from memory", {}, of(&figures::card_hits));
  metrics.read_counter("homigo_feed_card_misses_total", "Cards that had to be read", {}, of(&figures::card_misses));
  metrics.read_gauge("homigo_feed_sweep_lag_seconds", "Since the last complete sweep of the change log", {},
                     of(&figures::sweep_lag_s));
}

}  // namespace homigo::modules
