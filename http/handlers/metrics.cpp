#include "http/handlers/metrics.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <limits>

#include "domain/type_descriptor.hpp"
#include "http/edge_metrics.hpp"
#include "http/router.hpp"

namespace homigo::http {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using labels = std::vector<ClientMetric::Label>;

MetricFamily family(std::string name, std::string help, MetricType type) {
  MetricFamily f;
  f.name = std::move(name);
  f.help = std::move(help);
  f.type = type;
  return f;
}

void add(MetricFamily& to, labels names, double value) {
  ClientMetric metric;
  metric.label = std::move(names);
  if (to.type == MetricType::Counter)
    metric.counter.value = value;
  else
    metric.gauge.value = value;
  to.metric.push_back(std::move(metric));
}

MetricFamily request_durations(const edge_metrics& edge) {
  auto f =
      family("homigo_http_request_duration_seconds", "Requests answered, by route and status", MetricType::Histogram);
  for (const auto& series : edge.snapshot()) {
    ClientMetric metric;
    metric.label = {{"route", series.route}, {"status", std::to_string(series.status)}};
    metric.histogram.sample_count = series.count;
    metric.histogram.sample_sum = series.total_ms / 1000;
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < series.buckets.size(); ++i) {
      below += series.buckets[i];
      metric.histogram.bucket.push_back({below, edge_metrics::bounds_ms[i] / 1000});
    }
    metric.histogram.bucket.push_back({series.count, std::numeric_limits<double>::infinity()});
    f.metric.push_back(std::move(metric));
  }
  return f;
}

/// One family for one figure of all kinds of entity.
template <class Figure>
MetricFamily of_kinds(const actors::ops_report& report, const char* name, const char* help, MetricType type,
                      Figure figure) {
  auto f = family(name, help, type);
  for (const auto& k : report.kinds)
    add(f, {{"kind", std::string{domain::wire_name(k.kind)}}}, static_cast<double>(figure(k)));
  return f;
}

template <class Figure>
MetricFamily of_lanes(const actors::ops_report& report, const char* name, const char* help, MetricType type,
                      Figure figure) {
  auto f = family(name, help, type);
  for (const auto& l : report.lanes) add(f, {{"lane", std::to_string(l.lane)}}, static_cast<double>(figure(l)));
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
      of_lanes(r, "homigo_lane_commit_p99_seconds", "99 % of commits take no longer", MetricType::Gauge,
               [](const lane& l) { return l.commit.p99_ms / 1000; }),
  };
}

MetricFamily single(const char* name, const char* help, MetricType type, double value) {
  auto f = family(name, help, type);
  add(f, {}, value);
  return f;
}

std::vector<MetricFamily> feed_memory(const actors::ops_report& r) {
  const auto of = [](const char* name, const char* help, MetricType type, auto value) {
    return single(name, help, type, static_cast<double>(value));
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

}  // namespace

void add_metrics_route(router& routes, const edge_metrics& edge, std::function<actors::ops_report()> actors) {
  routes.get("/metrics")
      .at_root()
      .anonymous()
      .shed(load_class::probe)
      .work(work_lane::probes)
      .summary("Figures for Prometheus")
      .run([&edge, actors = std::move(actors)](call&) -> domain::result<raw_response> {
        const auto report = actors();
        std::vector<MetricFamily> all{request_durations(edge)};
        for (auto& f : entities(report)) all.push_back(std::move(f));
        for (auto& f : lanes(report)) all.push_back(std::move(f));
        for (auto& f : feed_memory(report)) all.push_back(std::move(f));
        raw_response answer;
        answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
        answer.body = prometheus::TextSerializer{}.Serialize(all);
        return answer;
      });
}

}  // namespace homigo::http
