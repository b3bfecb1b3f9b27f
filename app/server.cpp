#include "app/server.hpp"

#include <spdlog/spdlog.h>

#include <boost/system/system_error.hpp>
#include <filesystem>
#include <future>

#include "app/platform_metrics.hpp"
#include "domain/kernel/threads/thread.hpp"
#include "domain/kernel/threads/work_deadline.hpp"
#include "http/routing/openapi.hpp"
#include "http/ws/asyncapi.hpp"
#include "persistence/postgres/commit/entity_store.hpp"
#include "persistence/postgres/edge/idempotency_store.hpp"

namespace homigo::app {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr auto shard_reading = "shards";

/// Tells this node from others on the same database: whoever held the same data folder before is gone (its lock).
std::string address_of(const configuration& settings) {
  return std::filesystem::weakly_canonical(settings.all.data.folder).string();
}

/// Lanes connect directly. Transactions of ours hold their locks for less than the time that a batch waits for one.
postgres::connection_options lane_connection(const storage& stored) {
  auto options = stored.connection;
  options.statement_timeout = seconds{10};
  options.lock_timeout = milliseconds{200};
  options.generic_plans = true;
  return options;
}

/// Why nobody can connect, without the words of a library. `prefix` as in the names of the settings.
std::string listening_fault(const http::listening_place& at, const std::string& prefix,
                            const boost::system::error_code& failed) {
  using boost::system::errc::errc_t;
  const auto where = at.address + " port " + std::to_string(at.port);
  const auto address_key = prefix + "address", port_key = prefix + "port";
  if (failed == errc_t::address_in_use)
    return "Another program listens on " + where + " already; choose another " + port_key + ".";
  if (failed == errc_t::permission_denied)
    return "This user may not listen on " + where + ": ports below 1024 are for root; choose a higher " + port_key +
           ".";
  if (failed == errc_t::address_not_available)
    return "This machine has no address " + at.address + " to listen on; change " + address_key + ".";
  if (failed == errc_t::address_family_not_supported)
    return "This machine does not speak the protocol of " + address_key + " " + at.address + ".";
  return "Nothing can listen on " + where + ": " + failed.message() + ".";
}

void start_listening(http::listener& one, const std::string& prefix) {
  try {
    one.start();
  } catch (const boost::system::system_error& e) {
    throw start_refused{listening_fault(one.where(), prefix, e.code())};
  }
}

}  // namespace

server::server(const configuration& settings)
    : settings_(settings),
      incarnation_(world_.ids.next()),
      storage_(settings_.all.database, incarnation_),
      first_answers_(postgres::make_idempotency_store(storage_.pool, world_.clock, world_.ids, incarnation_)),
      ownership_(ownership_database_, incarnation_, address_of(settings_)),
      entities_(postgres::make_entity_store(storage_.pool, lane_connection(storage_),
                                            static_cast<std::size_t>(settings_.actors.lanes), 2)),
      node_(settings_.actors, incarnation_, take_shards(), world_.clock, world_.ids, *entities_, asker_, metrics_,
            [this] { ownership_timers_.request(shard_reading); }),
      io_(static_cast<std::size_t>(settings_.http.io_threads)),
      workers_(static_cast<std::size_t>(settings_.http.worker_threads),
               static_cast<std::size_t>(settings_.http.worker_queue_limit)),
      lanes_(workers_, settings_.http),
      limits_(static_cast<std::size_t>(settings_.http.rate_limit_entries)),
      offer_{settings_.all,
             world_.clock,
             world_.ids,
             world_.random,
             settings_.feed,
             storage_.pool,
             storage_.connection,
             node_,
             {asker_, workers_, world_.ids, limits_},
             io_,
             metrics_},
      product_(offer_),
      pipeline_(edge_of(routes_)),
      private_pipeline_(edge_of(private_routes_)),
      listener_(io_, pipeline_, {settings_.http.address, settings_.http.port}),
      private_listener_(io_, private_pipeline_, {settings_.http.private_address, settings_.http.private_port}) {
  asker_.connect(node_.entities());
  registry_.readiness.push_back([this] { return not_draining(); });
  add_build_info(metrics_);
  add_edge_metrics(metrics_, listener_, private_listener_, workers_);
  add_pool_metrics(metrics_, storage_.pool);
  add_jobs();
  product_.add_to(registry_);
  add_timers();
  jobs_.emplace(storage_.pool, registry_.jobs, world_.clock, incarnation_, metrics_);
  registry_.readiness.push_back([this] { return database_probe_(); });
  http::add_openapi_route(routes_);
  http::add_asyncapi_route(routes_);
  routes_.seal();
  if (has_private_port()) private_routes_.seal();
}

/// Coroutines and workers refer to each other, and the store calls actors back: all threads stop before anything goes.
server::~server() {
  stop_work();
  ownership_timers_.stop();
  io_.stop();
  lanes_.stop();
  entities_->stop();
  asker_.close();
}

std::vector<domain::shard_claim> server::take_shards() {
  auto taken = ownership_.take_all();
  if (!taken) throw start_refused{taken.error().detail};
  return std::move(*taken);
}

http::edge_services server::edge_of(const http::router& routes) {
  return {routes,          product_.authenticator(),
          *first_answers_, lanes_,
          limits_,         world_.clock,
          world_.ids,      edge_metrics_,
          settings_.http};
}

domain::result<void> server::not_draining() const {
  if (draining_) return domain::refusal(domain::errc::draining);
  return {};
}

void server::start() {
  start_listening(listener_, "http.");
  if (has_private_port()) start_listening(private_listener_, "http.private_");
  io_.start();
  for (const auto& part : registry_.parts) parts_.push_back(domain::start_thread(part.name, part.run));
  ownership_timers_.start();
  jobs_->start();
  timers_.start();
}

void server::add_timers() {
  ownership_timers_.add({"lease", seconds{1}, [this] { renew_lease(); }});
  ownership_timers_.add({"actors", seconds{1}, [this] { node_.tick(); }});
  ownership_timers_.add_requested({shard_reading, milliseconds{200}, [this] { reload_shards(); }});
  timers_.add({"durable commands", seconds{settings_.actors.sweep_s}, [this] { node_.sweep_commands(); }});
  for (const auto& each : registry_.work) timers_.add(each);
}

void server::add_jobs() {
  registry_.jobs.push_back(
      {"first answers", seconds{60}, [this] { postgres::erase_expired_answers(storage_.pool, world_.clock.now()); }});
  // Each minute, because the clock may be set forward at any time; nearly always there is nothing to make.
  registry_.jobs.push_back(
      {"partitions", seconds{60}, [this] {
         database_.write([](postgres::transaction& t) {
           t.query("SELECT ensure_partitions(((now() AT TIME ZONE 'UTC') - interval '1 month')::date, 5)");
         });
       }});
  registry_.jobs.push_back({"retention", std::chrono::hours{6}, [this] {
                              database_.write([](postgres::transaction& t) { t.query("SELECT erase_expired_rows()"); });
                            }});
}

/// A node that others have declared dead must stop: its shards have another owner.
void server::renew_lease() {
  if (!ownership_.renew()) {
    spdlog::critical("this node has lost its lease to another one; exiting");
    std::_Exit(70);
  }
}

void server::reload_shards() {
  const auto owned = ownership_.owned();
  spdlog::warn("a commit was fenced; this node owns {} shards now", owned.size());
  node_.shards().replace(owned);
}

void server::drain_listeners() {
  std::vector<std::future<void>> all;
  for (auto* one : {&listener_, &private_listener_}) {
    // Shared: a listener that is late must not find the promise gone.
    const auto gone = std::make_shared<std::promise<void>>();
    all.push_back(gone->get_future());
    one->drain(seconds{7}, [gone] { gone->set_value(); });
  }
  const auto end = std::chrono::steady_clock::now() + seconds{9};
  for (const auto& gone : all) gone.wait_until(end);
}

/// All at the same time: together they take as long as the slowest.
void server::stop_work() {
  timers_.request_stop();
  if (jobs_) jobs_->request_stop();
  for (auto& part : parts_) part.request_stop();
  timers_.stop();
  if (jobs_) jobs_->stop();
  parts_.clear();
}

void server::give_lease_back() {
  ownership_timers_.stop();
  try {
    const domain::work_deadline limit{std::chrono::steady_clock::now() + seconds{2}};
    ownership_.leave();
  } catch (const std::exception& e) {
    spdlog::warn("the lease could not be given back: {}", e.what());
  }
}

/// The lease is renewed until nothing here needs it any more.
bool server::drain() {
  draining_ = true;
  spdlog::info("draining");
  drain_listeners();
  stop_work();
  const bool all_stopped = node_.drain(seconds{5});
  if (!all_stopped) spdlog::warn("some entities did not stop in time; their rows are complete");
  give_lease_back();
  return all_stopped;
}

}  // namespace homigo::app
