#include "app/verbs.hpp"

#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <algorithm>
#include <future>
#include <iostream>

#include "app/drain_deadline.hpp"
#include "app/logging.hpp"
#include "app/server.hpp"
#include "app/stop_signals.hpp"
#include "app/storage.hpp"
#include "app/world.hpp"
#include "domain/kernel/threads/thread.hpp"
#include "gateways/photos/photo_store.hpp"
#include "modules/import/listing_import.hpp"
#include "modules/import/listing_import_repository.hpp"
#include "persistence/postgres/schema/migrator.hpp"

namespace homigo::app {
namespace {

/// From the signal on; whoever waits for the process kills it after 20 s.
constexpr std::chrono::seconds longest_end{18};

/// A descriptor for each connection: the soft limit of most systems is 1024, the hard one is what they allow.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0) spdlog::warn("the limit of open files stays at its default");
}

/// `Monthly rent=rent_monthly`.
modules::column_map renamed_columns(const std::vector<std::string>& pairs) {
  modules::column_map renamed;
  for (const auto& pair : pairs) {
    const auto equals = pair.rfind('=');
    const auto ours = equals == pair.npos ? "" : pair.substr(equals + 1);
    if (std::ranges::find(modules::advertisement_columns, ours) == modules::advertisement_columns.end())
      throw usage_error{"--map takes THEIRS=OURS, and \"" + pair +
                        "\" names no column of ours; docs/import.md lists them."};
    renamed[pair.substr(0, equals)] = ours;
  }
  return renamed;
}

}  // namespace

int serve(const command_line& line) {
  const stop_signals signals;  // before the first thread, which the log has
  const auto settings = load_configuration(line);
  start_logging(settings.all.log);
  raise_descriptor_limit();
  drain_deadline deadline;
  std::promise<void> asked;
  const auto listener = domain::start_thread("signals", [&](const std::stop_token& stop) {
    if (!signals.wait(stop)) return;
    deadline.begin(longest_end);
    asked.set_value();
  });
  postgres::require_schema(settings.all.database.url, settings.all.sql.folder);
  server node{settings};
  node.start();
  spdlog::info("serving on {}:{}", settings.http.address, node.port());
  asked.get_future().wait();
  const bool all_stopped = node.drain();
  spdlog::info("stopped");
  if (!all_stopped) leave_as_it_is();
  return 0;
}

int check_configuration(const command_line& line) {
  load_configuration(line);
  std::cout << "The settings are right.\n";
  return 0;
}

int tell_help(const command_line& line) {
  std::cout << line.help;
  return 0;
}

int tell_version(const command_line&) {
  std::cout << "homigo_server " << HOMIGO_VERSION << '\n';
  return 0;
}

int migrate(const command_line& line) {
  const auto settings = load_configuration(line);
  const auto done = postgres::migrate(settings.all.database.url, settings.all.sql.folder);
  std::cout << "schema version " << done.version << ", " << done.applied.size() << " migrations applied\n";
  return 0;
}

int import(const command_line& line) {
  if (line.files.empty()) throw usage_error{"import needs at least one file."};
  const auto settings = load_configuration(line);
  world real;
  storage stored{settings.all.database, real.ids.next()};
  const auto pictures = gateways::make_file_photo_store(gateways::photo_folder(settings.all.data.folder));
  persistence::listing_import_repository imports{stored.pool};
  modules::import_options options;
  options.place_by_city = line.place_by_city;
  options.renamed = renamed_columns(line.renamed);
  options.dry_run = line.dry_run;
  options.verbose = line.verbose;
  options.lines = line.report.value_or("");
  options.files.assign(line.files.begin(), line.files.end());
  return modules::import_listings(options, {imports, *pictures, real.clock, real.ids}, std::cout, std::cerr);
}

}  // namespace homigo::app
