// The verb `generate`.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <iostream>

#include "app/configuration.hpp"
#include "app/storage.hpp"
#include "app/verbs.hpp"
#include "app/world.hpp"
#include "gateways/photos/photo_store.hpp"
#include "modules/import/stock_generation.hpp"
#include "modules/import/stock_repository.hpp"
#include "modules/users/secrets/server_secrets.hpp"

namespace homigo::app {
namespace {

/// On a terminal a bar that moves; elsewhere a line every few seconds.
class progress_line {
public:
  void operator()(std::size_t done, std::size_t total) {
    const auto now = std::chrono::steady_clock::now();
    if (done < total && now < next_) return;
    next_ = now + (on_terminal_ ? std::chrono::milliseconds{200} : std::chrono::seconds{5});
    const auto share = total == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(total);
    const auto seconds = std::chrono::duration<double>(now - began_).count();
    const auto filled = static_cast<std::size_t>(share * 30);
    std::cerr << fmt::format("{}generating [{}{}] {:3.0f} %  {} of {} postings, {:.0f} s{}", on_terminal_ ? "\r" : "",
                             std::string(filled, '#'), std::string(30 - filled, '.'), share * 100, done, total, seconds,
                             on_terminal_ && done < total ? "" : "\n")
              << std::flush;
  }

private:
  const bool on_terminal_ = ::isatty(STDERR_FILENO) == 1;
  const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point next_{};
};

modules::generation_options options_of(const command_line& line) {
  if (!line.listings && !line.requirements) throw usage_error{"generate needs --listings N, --requirements M or both."};
  modules::generation_options options;
  options.seed = line.seed.value_or(1);
  options.listings = line.listings.value_or(0);
  options.requirements = line.requirements.value_or(0);
  if (line.tokens) options.token_file = *line.tokens;
  return options;
}

void tell(const modules::generation_report& report, std::uint64_t seed) {
  if (report.listings_added + report.requirements_added == 0)
    std::cout << "The stock of seed " << seed << " exists already: ";
  std::cout << "added " << report.listings_added << " listings and " << report.requirements_added
            << " requirements, already there " << report.listings_present << " and " << report.requirements_present
            << '\n';
}

}  // namespace

int generate(const command_line& line) {
  const auto options = options_of(line);
  auto settings = load_configuration(line);
  settings.all.database.statement_timeout_ms = 0;  // a batch and the tidying take their time
  world real;
  storage stored{settings.all.database, real.ids.next()};
  const auto secrets = modules::server_secrets{
      modules::load_or_make_key(modules::master_key_file(settings.all.data.folder), real.random)};
  const auto pictures = gateways::make_file_photo_store(gateways::photo_folder(settings.all.data.folder));
  persistence::stock_repository repository{stored.pool};
  progress_line progress;
  const auto report =
      modules::generate_stock(options, {repository, *pictures, secrets, real.clock}, std::ref(progress));
  tell(report, options.seed);
  return 0;
}

}  // namespace homigo::app
