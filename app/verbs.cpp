#include "app/verbs.hpp"

#include <pthread.h>
#include <signal.h>
#include <sodium.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <iostream>

#include "app/logging.hpp"
#include "app/port_probe.hpp"
#include "app/server.hpp"
#include "modules/listing_import.hpp"
#include "persistence/postgres/migrator.hpp"

namespace homigo::app {
namespace {

/// Blocked in all threads from the start, so that only this one hears of them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signals;
}

/// A descriptor for each connection: the soft limit of most systems is 1024, the hard one is what they allow.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0) spdlog::warn("the limit of open files stays at its default");
}

domain::operator_role role_of(const command_line& line) {
  domain::operator_role role = domain::operator_role::super_admin;
  if (!line.role) return role;
  const auto& known = domain::descriptor<domain::operator_role>();
  const auto ordinal = known.ordinal_of(*line.role);
  if (ordinal == domain::type_descriptor::npos)
    throw usage_error{"--role is one of super_admin, moderator, support and finance."};
  known.set_ordinal(&role, ordinal);
  return role;
}

}  // namespace

int serve(const command_line& line) {
  const auto settings = load_configuration(line);
  start_logging(settings.all.log);
  raise_descriptor_limit();
  const auto signals = block_stop_signals();
  server node{settings};
  node.start();
  spdlog::info("serving on {}:{}", settings.http.address, node.port());
  int signal_number = 0;
  sigwait(&signals, &signal_number);
  node.drain();
  spdlog::info("stopped");
  return 0;
}

int migrate(const command_line& line) {
  const auto settings = load_configuration(line);
  const auto done = postgres::migrate(settings.all.database.url, settings.all.sql.folder);
  std::cout << "schema version " << done.version << ", " << done.applied.size() << " migrations applied\n";
  return 0;
}

int import(const command_line& line) {
  if (line.words.empty()) throw usage_error{"import needs at least one file."};
  const auto settings = load_configuration(line);
  world real;
  storage stored{settings.all.database, real.clock, real.ids, real.ids.next()};
  const auto pictures = photo_store_of(settings);
  modules::import_options options;
  options.place_by_city = line.place_by_city;
  options.files.assign(line.words.begin(), line.words.end());
  return modules::import_listings(options, {stored.imports, *pictures, real.clock, real.ids}, std::cout, std::cerr);
}

int admin(const command_line& line) {
  if (line.words != std::vector<std::string>{"create"} || !line.email)
    throw usage_error{"admin create needs --email ADDRESS."};
  const auto role = role_of(line);
  const auto settings = load_configuration(line);
  world real;
  storage stored{settings.all.database, real.clock, real.ids, real.ids.next()};
  modules::operators operators{stored.operators, real.ids, real.random};
  const auto token = operators.create(*line.email, role);
  if (!token)
    throw std::runtime_error{token.error().errors.empty() ? token.error().detail
                                                          : token.error().errors.front().message};
  std::cout << *token << '\n';
  return 0;
}

int probe(const command_line& line) {
  if (!line.port) throw usage_error{"probe needs --port N."};
  return answers_ready(*line.port) ? 0 : 1;
}

}  // namespace homigo::app
