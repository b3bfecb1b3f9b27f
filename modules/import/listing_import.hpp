// Imports files of real advertisements as live listings: `homigo_server import [--place-by-city] FILE.csv…`.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <vector>

#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"
#include "modules/import/advertisement_file.hpp"

namespace homigo::gateways {
class photo_store;
}
namespace homigo::persistence {
class listing_import_repository;
}

namespace homigo::modules {

struct import_options {
  std::vector<std::filesystem::path> files{};
  bool place_by_city = false;
  column_map renamed{};           // columns that the files call otherwise
  bool dry_run = false;           // only reports
  bool verbose = false;           // each refused row on the report
  std::filesystem::path lines{};  // each refused row into this file, unless it is empty
  std::chrono::days validity{30};
};

struct import_ports {
  persistence::listing_import_repository& repository;
  gateways::photo_store& store;
  const domain::clock& clock;
  domain::id_source& ids;
};

/// Tells on `report` how many rows were refused for which cause, and how many listings were imported, already there and
/// refused; progress goes to `progress`. What was imported before is not imported again. Answers the exit status: 0, or
/// 1 when a file could not be read or has no proper header (the others are imported all the same).
int import_listings(const import_options& options, const import_ports& ports, std::ostream& report,
                    std::ostream& progress);

}  // namespace homigo::modules
