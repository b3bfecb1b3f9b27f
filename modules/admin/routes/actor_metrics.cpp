#include "modules/admin/routes/actor_metrics.hpp"

#include <array>

#include "domain/kernel/type_descriptor.hpp"
#include "platform/metric_family.hpp"

namespace homigo::http {
namespace {

using platform::add_histogram;
using platform::add_value;
using platform::metric_family;
using platform::metric_labels;
using platform::single_metric;

using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr std::array commit_bounds_s{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0};

/// One family for one figure of all kinds of entity.
template <class Figure>
MetricFamily of_kinds(const actors::ops_report& report, const char* name, const char* help, MetricType type,
                      Figure figure) {
  auto f = metric_family(name, help, type);
  for (const auto& k : report.kinds)
    add_value(f, {{"kind", std::string{domain::wire_name(k.kind)}}}, static_cast<double>(figure(k)));
  return f;
}

template <class Figure>
MetricFamily of_lanes(const actors::ops_report& report, const char* name, const char* help, MetricType type,
                      Figure figure) {
  auto f = metric_family(name, help, type);
  for (const auto& l : report.lanes) add_value(f, {{"lane", std::to_string(l.lane)}}, static_cast<double>(figure(l)));
  return f;
}

std::vector<MetricFamily> entities(const actors::ops_report& r) {
  using kind = actors::kind_figures;
  return {
      of_kinds(r, "homigo_entities_live", "Entities in memory", MetricType::Gauge,
               [](const kind& k) { return k.live; }),
      of_kinds(r, "homigo_entities_quarantined", "Entities kept away", MetricType::Gauge,
               [](const kind& k) { return k.quarantined; }),
      of_kinds(r, "homigo_commands_queued", "Commands that wait", MetricType::Gauge,
               [](const kind& k) { return k.queue_depth; }),
      of_kinds(r, "homigo_commands_total", "Commands received", MetricType::Counter,
               [](const kind& k) { return k.commands; }),
      of_kinds(r, "homigo_activations_total", "Activations", MetricType::Counter,
               [](const kind& k) { return k.activations; }),
      of_kinds(r, "homigo_passivations_total", "Passivations", MetricType::Counter,
               [](const kind& k) { return k.passivations; }),
      of_kinds(r, "homigo_restarts_total", "Reloads after failures or stale commits", MetricType::Counter,
               [](const kind& k) { return k.restarts; }),
  };
}

std::vector<MetricFamily> lanes(const actors::ops_report& r) {
  using lane = actors::lane_figures;
  return {
      of_lanes(r, "homigo_lane_batches_total", "Batches committed", MetricType::Counter,
               [](const lane& l) { return l.batches; }),
      of_lanes(r, "homigo_lane_groups_total", "Entity groups in batches", MetricType::Counter,
               [](const lane& l) { return l.groups; }),
      of_lanes(r, "homigo_lane_bisects_total", "Batches split for bad data", MetricType::Counter,
               [](const lane& l) { return l.bisects; }),
      of_lanes(r, "homigo_lane_fenced_total", "Batches of a lost epoch", MetricType::Counter,
               [](const lane& l) { return l.fenced; }),
      of_lanes(r, "homigo_lane_unknown_total", "Batches of unknown outcome", MetricType::Counter,
               [](const lane& l) { return l.unknown; }),
      of_lanes(r, "homigo_lane_waiting", "Groups that wait", MetricType::Gauge,
               [](const lane& l) { return l.waiting; }),
  };
}

std::vector<MetricFamily> feed_memory(const actors::ops_report& r) {
  const auto of = [](const char* name, const char* help, MetricType type, auto value) {
    return single_metric(name, help, type, static_cast<double>(value));
  };
  const auto& f = r.feed;
  return {
      of("homigo_feed_ready", "The feed index is loaded", MetricType::Gauge, f.ready),
      of("homigo_feed_listings", "Listings in the feed index", MetricType::Gauge, f.listings),
      of("homigo_feed_requirements", "Requirements in the feed index", MetricType::Gauge, f.requirements),
      of("homigo_feed_index_bytes", "Memory of the feed index", MetricType::Gauge, f.index_bytes),
      of("homigo_feed_exclusion_bytes", "Memory of what viewers have decided on", MetricType::Gauge, f.exclusion_bytes),
      of("homigo_feed_cards", "Cards in memory", MetricType::Gauge, f.cards),
      of("homigo_feed_card_bytes", "Memory of cards", MetricType::Gauge, f.card_bytes),
      of("homigo_feed_card_hits_total", "Cards answered from memory", MetricType::Counter, f.card_hits),
      of("homigo_feed_card_misses_total", "Cards that had to be read", MetricType::Counter, f.card_misses),
      of("homigo_feed_sweep_lag_seconds", "Since the last complete sweep of the change log", MetricType::Gauge,
         f.sweep_lag_s),
  };
}

MetricFamily commit_durations(const actors::actor_stats& stats) {
  auto f = metric_family("homigo_lane_commit_duration_seconds", "Batches in the database", MetricType::Histogram);
  for (std::size_t l = 0; l < stats.lane_count(); ++l)
    add_histogram(f, {{"lane", std::to_string(l)}}, stats.lane(l).commit, commit_bounds_s);
  return f;
}

std::vector<MetricFamily> activity(const actors::activity_counters& done) {
  const auto counted = [](const char* name, const char* help, const std::atomic<std::uint64_t>& value) {
    return single_metric(name, help, MetricType::Counter, static_cast<double>(value.load(std::memory_order_relaxed)));
  };
  return {
      counted("homigo_swipes_total", "Swipes committed, changed ones included", done.swipes),
      counted("homigo_matches_total", "Matches made", done.matches),
      counted("homigo_messages_total", "Messages committed", done.messages),
  };
}

}  // namespace

std::vector<MetricFamily> actor_metrics(const actors::ops_report& report, const actors::actor_stats& stats) {
  std::vector<MetricFamily> all;
  for (auto&& part : {entities(report), lanes(report), feed_memory(report), activity(stats.activity())})
    all.insert(all.end(), part.begin(), part.end());
  all.push_back(commit_durations(stats));
  return all;
}

}  // namespace homigo::http
