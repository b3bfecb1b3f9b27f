// Batches of one common kind are committed in few statements that expect nothing unusual; where something is, they say
// so.
#pragma once

#include <pqxx/except>

namespace homigo::postgres {

/// homigo_commit_v1 has to decide: nothing was written. Passes by whoever catches errors of the database.
struct out_of_the_ordinary {};

template <class Statement>
auto run_if_ordinary(const Statement& run) {
  try {
    return run();
  } catch (const pqxx::sql_error& e) {
    if (e.sqlstate() == "HF002") throw out_of_the_ordinary{};
    throw;
  }
}

}  // namespace homigo::postgres
