#include "http/pipeline/edge_metrics.hpp"

#include <atomic>

namespace homigo::http {

edge_metrics::stripe& edge_metrics::mine() {
  static std::atomic<std::size_t> threads{0};
  thread_local const std::size_t number = threads.fetch_add(1);
  return stripes_[number % stripes_.size()];
}

metrics::Histogram& edge_metrics::durations(std::string_view route, unsigned status) {
  auto& here = mine();
  const std::lock_guard lock{here.mutex};
  const auto found = here.met.find(std::pair{route, status});
  if (found != here.met.end()) return *found->second;
  auto& series =
      registry_.histogram("homigo_http_request_duration_seconds", "Requests answered, by route and status",
                          metrics::durations, {{"route", std::string{route}}, {"status", std::to_string(status)}});
  here.met.try_emplace({std::string{route}, status}, &series);
  return series;
}

void edge_metrics::count(std::string_view route, unsigned status, std::chrono::microseconds took) {
  durations(route, status).Observe(std::chrono::duration<double>{took}.count());
  if (status == 429) rate_limited_.Increment();
  if (status == 503) shed_.Increment();
}

}  // namespace homigo::http
