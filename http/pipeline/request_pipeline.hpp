// What one request goes through between its header and its answer; knows nothing of sockets.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "domain/engine/idempotency_store.hpp"
#include "domain/kernel/time/time.hpp"
#include "http/pipeline/authenticator.hpp"
#include "http/pipeline/client_address.hpp"
#include "http/pipeline/cors.hpp"
#include "http/pipeline/edge_metrics.hpp"
#include "http/pipeline/settings.hpp"
#include "http/pipeline/token_lookup.hpp"
#include "http/pipeline/work_lanes.hpp"
#include "http/routing/rate_limiter.hpp"
#include "http/routing/router.hpp"

namespace homigo::http {

/// What the edge stands on. All of it outlives the listener.
struct edge_services {
  const router& routes;  // sealed
  http::authenticator& tokens;
  domain::idempotency_store& first_answers;
  work_lanes& lanes;
  rate_limiter& limits;
  const domain::clock& clock;
  domain::id_source& ids;
  edge_metrics& metrics;
  const http::settings& settings;
};

/// What is known after the header: either a call to go on with or the answer already.
struct admission {
  /// Counts the request as in flight until it is answered.
  struct leaver {
    void operator()(std::atomic<std::int32_t>* in_flight) const { in_flight->fetch_sub(1); }
  };
  std::unique_ptr<std::atomic<std::int32_t>, leaver> in_flight;
  std::unique_ptr<call> admitted;
  std::optional<response> refusal;
  /// "POST /api/v1/swipe", or "-" for what has no route: what logs and metrics show instead of the path.
  std::string_view route_name = "-";
  /// The database must say whose token this is: see request_pipeline::look_up().
  std::optional<std::string> unknown_token;
  std::size_t body_limit = 0;
  /// For every answer, refusals included: RateLimit-*, Access-Control-*.
  field_list headers;
};

/// Stateless between requests but for counts; shared by all I/O threads.
class request_pipeline {
public:
  /// Throws std::invalid_argument with a sentence where a setting cannot be read.
  explicit request_pipeline(edge_services services);

  /// Finds the route, sheds load, checks token, access and rate. `head` has no body, segments or query yet; `lag` is
  /// how far this thread is behind. Never waits: a token that is not in memory is left to look_up().
  admission admit(request head, std::string_view target, std::chrono::steady_clock::duration lag = {});
  /// Goes on where admit() found a token that it does not know.
  boost::asio::awaitable<void> look_up(admission& a);

  /// What the route can say at once, on this thread, finished as answer() does; nothing when answer() has to be asked.
  std::optional<response> answer_from_memory(call& c) const noexcept;

  /// Decodes the body, runs the handler and finishes its answer: idempotency, ETag, 304, compression. Never throws.
  boost::asio::awaitable<response> answer(call& c);

  /// A lawful X-Request-Id is kept, otherwise one is made.
  std::string request_id(const std::string* proposed) const;

  token_lookup& who() { return who_; }
  const cors_policy& cors() const { return cors_; }
  const edge_services& services() const { return services_; }
  const client_addresses& addresses() const { return addresses_; }

private:
  bool must_shed(load_class load, std::chrono::steady_clock::duration lag) const;
  [[nodiscard]] bool enter(admission& a);
  domain::result<void> check_rate(const call& c, field_list& headers);
  domain::result<void> identify(admission& a);
  domain::result<void> let_in(call& c, const domain::principal& who) const;
  void check_request(admission& a, domain::result<void> so_far);
  boost::asio::awaitable<response> answer_by_asking(call& c);
  response answer_by_running(call& c);

  edge_services services_;
  token_lookup who_;
  client_addresses addresses_;
  cors_policy cors_;
  std::atomic<std::int32_t> in_flight_{0};
};

}  // namespace homigo::http
