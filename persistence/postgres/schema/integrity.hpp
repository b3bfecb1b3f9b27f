// Looks for rows that cannot be: what a hand, a bad disk or a fault of ours has done to the database.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "persistence/postgres/client/connection.hpp"

namespace homigo::postgres {

/// Each finding is one sentence with how many rows it concerns and one of them. Reads everything, in one snapshot where
/// the database lets it, and changes nothing; a page that cannot be read is a finding too. Throws domain::unavailable
/// when the database cannot be reached.
std::vector<std::string> integrity_findings(const connection_options& connection,
                                            const std::filesystem::path& sql_folder);

}  // namespace homigo::postgres
