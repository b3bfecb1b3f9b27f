// What must hold in the database after the play, asked in SQL and not of the server that is being checked.
#pragma once

#include <cstdint>
#include <pqxx/connection>
#include <string>
#include <vector>

#include "bench/demo/people.hpp"

namespace homigo::demo {

struct check_result {
  std::string statement;       // a sentence that is to be true
  std::int64_t looked_at = 0;  // rows it is about
  std::int64_t violations = 0;
};

/// All pairs of the database, and everything that concerns the tenants of this run.
std::vector<check_result> check_database(pqxx::connection& database, const cast& people);

}  // namespace homigo::demo
