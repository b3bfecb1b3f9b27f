// Imports files of real advertisements as live listings: `homigo_server import [--place-by-city] FILE.csv…`.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <vector>

#include "domain/time.hpp"
#include "domain/uuid.hpp"

namespace homigo::gateways {
class photo_store;
}
namespace homigo::persistence {
class listing_import_repository;
}

namespace homigo::modules {

struct import_options {
  std::vector<std::filesystem::path> files;
  bool place_by_city = false;
  std::chrono::days validity{30};
};

struct import_ports {
  persistence::listing_import_repository& repository;
  gateways::photo_store& store;
  const domain::clock& clock;
  domain::id_source& ids;
};

/// Tells every refused row on `report` as `FILE:LINE: reason`, then how many listings were imported, already there and
/// refused; progress goes to `progress`. What was imported before is not imported again. Answers the exit status: 0, or
/// 1 when a file could not be read or has no proper header (the others are imported all the same).
int import_listings(const import_options& options, const import_ports& ports, std::ostream& report,
                    std::ostream& progress);

}  // namespace homigo::modules
