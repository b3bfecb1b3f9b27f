#include "app/server.hpp"

#include <spdlog/spdlog.h>

#include <boost/system/system_error.hpp>
#include <filesystem>
#include <future>

#include "actors/sessions/session_protocol.hpp"
#include "app/paid_publishing.hpp"
#include "app/routes.hpp"
#include "codec/json_writer.hpp"
#include "domain/notifications/event.hpp"

namespace homigo::app {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

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
      storage_(settings_.all.database, world_.clock, world_.ids, incarnation_),
      ownership_(database_, incarnation_, address_of(settings_)),
      feed_memory_(settings_.feed),
      feed_follower_(feed_memory_, storage_.feed, world_.clock, settings_.feed),
      entities_(storage_.pool, lane_connection(storage_), static_cast<std::size_t>(settings_.actors.lanes), 2),
      node_(settings_.actors, incarnation_, take_shards(), world_.clock, world_.ids, entities_, asker_,
            [this] { shard_reading_.request(); }),
      services_(settings_, world_, storage_, feed_memory_, feed_follower_,
                {{[this](const domain::entity_key& posting, const domain::uuid& command_id) {
                    return publish_and_wait(asker_, io_.next(), posting, command_id);
                  },
                  [this](const domain::uuid& user_id, std::int64_t seq, const domain::payment& payment) {
                    node_.entities().devices().tell(user_id,
                                                    {seq, std::string{domain::event::payment_updated},
                                                     std::make_shared<const std::string>(codec::to_json(payment))});
                  }},
                 [this](const domain::entity_key& key) {
                   node_.entities().reread(key);
                   feed_follower_.posting_changed(key);
                 }}),
      io_(static_cast<std::size_t>(settings_.http.io_threads)),
      workers_(static_cast<std::size_t>(settings_.http.worker_threads),
               static_cast<std::size_t>(settings_.http.worker_queue_limit)),
      lanes_(workers_, settings_.http),
      limits_(static_cast<std::size_t>(settings_.http.rate_limit_entries)),
      matches_(workers_, services_.matches),
      sockets_(write_services(), services_.events),
      tokens_(services_.accounts.authentication),
      pipeline_(edge_of(routes_)),
      private_pipeline_(edge_of(private_routes_)),
      listener_(io_, pipeline_, {settings_.http.address, settings_.http.port}),
      private_listener_(io_, private_pipeline_, {settings_.http.private_address, settings_.http.private_port}) {
  asker_.connect(node_.entities());
  node_.tell_news(feed_follower_);
  services_.accounts.cache.on_forget([this](const modules::sessions_ended& ended) { sockets_.revoke(ended); });
  services_.accounts.texts.on_forget([this](const domain::uuid& user_id) { nudge_devices(user_id); });
  add_all_routes({routes_, has_private_port() ? private_routes_ : routes_}, settings_, world_, services_,
                 write_services(), sockets_, {[this] { return ready(); }, [this] { return ops_report(); }},
                 metrics_sources(), [this](const std::vector<domain::uuid>&) { node_.sweep_commands(); });
}

/// Coroutines and workers refer to each other, and the store calls actors back: all threads stop before anything goes.
server::~server() {
  background_.stop();
  shard_reading_.stop();
  feed_follower_.stop();
  io_.stop();
  lanes_.stop();
  entities_.stop();
  asker_.close();
}

std::vector<domain::shard_claim> server::take_shards() {
  auto taken = ownership_.take_all();
  if (!taken) throw start_refused{taken.error().detail};
  return std::move(*taken);
}

http::write_services server::write_services() {
  return {asker_,          workers_, world_.ids, services_.catalogue, matches_, services_.conversations,
          services_.pairs, limits_};
}

http::edge_services server::edge_of(const http::router& routes) {
  return {routes, tokens_, storage_.first_answers, lanes_, limits_, world_.clock, world_.ids, metrics_, settings_.http};
}

http::metrics_sources server::metrics_sources() {
  return {
      .version = HOMIGO_VERSION,
      .edge = metrics_,
      .stats = node_.stats(),
      .actors = [this] { return ops_report(); },
      .database_pool =
          [this] {
            const auto pool = storage_.pool.usage();
            return http::metrics_sources::pool_figures{pool.size, pool.idle, pool.borrowed, pool.waiting};
          },
      .sockets =
          [this] {
            return http::metrics_sources::socket_figures{listener_.connections() + private_listener_.connections(),
                                                         sockets_.size()};
          },
      .payments =
          [this] {
            const auto& settled = services_.payments.settled();
            return http::metrics_sources::payment_figures{settled.succeeded, settled.failed};
          },
      .password_hashes = [this] { return services_.hasher.computations(); },
      .worker_delay_s = [this] { return std::chrono::duration<double>{workers_.queue_delay()}.count(); },
  };
}

domain::result<void> server::ready() {
  if (draining_) return domain::refusal(domain::errc::draining);
  if (!feed_follower_.is_ready()) return domain::refusal(domain::errc::overloaded);
  return database_probe_();
}

actors::ops_report server::ops_report() {
  auto report = node_.stats().report(world_.clock.now());
  report.feed = feed_follower_.figures();
  return report;
}

void server::start() {
  start_listening(listener_, "http.");
  if (has_private_port()) start_listening(private_listener_, "http.private_");
  io_.start();
  feed_follower_.start();
  shard_reading_.start();
  start_background();
}

void server::start_background() {
  background_.every(seconds{1}, "lease", [this] { renew_lease(); });
  background_.every(seconds{1}, "actors", [this] { node_.tick(); });
  background_.every(seconds{settings_.actors.sweep_s}, "durable commands", [this] { node_.sweep_commands(); });
  if (auto& tokens = services_.accounts.token_renewal; tokens.pace() > milliseconds::zero())
    background_.every(tokens.pace(), "access tokens", [&tokens] { tokens.run(); });
  background_.every(seconds{1}, "premium", [this] {
    database_.write(
        [this](postgres::transaction& t) { t.query("SELECT end_lapsed_premium($1)", {world_.clock.now()}); });
  });
  background_.every(seconds{5}, "event sweep", [this] { sockets_.sweep(); });
  if (settings_.feed.cards_ahead)
    background_.every(milliseconds{20}, "feed cards", [this] { services_.card_filling.step(); });
  background_.every(seconds{60}, "housekeeping", [this] {
    services_.housekeeping.run();
    storage_.deliveries.erase_expired_secrets(world_.clock.now());
    storage_.first_answers.erase_expired();
  });
  // Each minute, because the clock may be set forward at any time; nearly always there is nothing to make.
  background_.every(seconds{60}, "partitions", [this] {
    database_.write([](postgres::transaction& t) {
      t.query("SELECT ensure_partitions(((now() AT TIME ZONE 'UTC') - interval '1 month')::date, 5)");
    });
  });
  background_.every(std::chrono::hours{6}, "retention", [this] {
    database_.write([](postgres::transaction& t) { t.query("SELECT erase_expired_rows()"); });
  });
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

/// Something may have happened to them outside of their actors. What is missed here the event sweep finds.
void server::nudge_devices(const domain::uuid& user_id) noexcept {
  try {
    for (const auto& known : services_.events.last_seqs(std::span{&user_id, 1}))
      node_.entities().devices().tell(known.user_id, {known.last_seq, {}, {}});
  } catch (const std::exception& e) {
    spdlog::debug("devices hear of a changed account later: {}", e.what());
  }
}

bool server::drain() {
  draining_ = true;
  drain_deadline_.begin(seconds{18});
  spdlog::info("draining");
  drain_listeners();
  background_.stop();
  feed_follower_.stop();
  shard_reading_.stop();
  const bool all_stopped = node_.drain(seconds{5});
  if (!all_stopped) spdlog::warn("some entities did not stop in time; their rows are complete");
  try {
    ownership_.leave();
  } catch (const std::exception& e) {
    spdlog::warn("the lease could not be given back: {}", e.what());
  }
  return all_stopped;
}

}  // namespace homigo::app
