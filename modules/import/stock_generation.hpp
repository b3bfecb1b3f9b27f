// Fills the database with synthetic stock: `homigo_server generate --listings N --requirements M --seed S`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

#include "domain/kernel/time/time.hpp"

namespace homigo::gateways {
class photo_store;
}
namespace homigo::persistence {
class stock_repository;
}

namespace homigo::modules {

class server_secrets;

struct generation_options {
  std::uint64_t seed = 1;
  std::size_t listings = 0;
  std::size_t requirements = 0;
  std::optional<std::filesystem::path> token_file{};
  std::size_t threads = 2;
};

struct generation_ports {
  persistence::stock_repository& repository;
  gateways::photo_store& store;
  const server_secrets& secrets;
  const domain::clock& clock;
};

struct generation_report {
  std::size_t listings_added = 0;
  std::size_t listings_present = 0;
  std::size_t requirements_added = 0;
  std::size_t requirements_present = 0;
};

/// Called with postings done and postings in all, on any of the threads, one call at a time.
using generation_progress = std::function<void(std::size_t, std::size_t)>;

/// Adds the batches of the seed that are not there yet; each is one transaction, so what an interrupted run left out
/// the next one adds. With a token file every person is signed in for a year, and the file (CSV with header, mode 0600)
/// names role, user_id, postings and access token of each, hosts first. The tokens follow from the seed and the
/// server's own key: another run gives the same ones, and nobody without the key can guess them. Throws
/// std::runtime_error when the file cannot be written or people of the seed clash with other accounts.
generation_report generate_stock(const generation_options& options, const generation_ports& ports,
                                 const generation_progress& progress);

}  // namespace homigo::modules
