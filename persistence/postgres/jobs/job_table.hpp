// The table of periodic work: which job is due, who runs it, how the last run ended.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

struct job_row {
  std::string name;
  domain::instant next_at;
  bool is_running = false;
  std::optional<domain::instant> last_started;
  std::optional<domain::instant> last_ended;
  std::optional<std::string> last_error;
};

/// Thread-safe. Throws domain::unavailable.
class job_table {
public:
  explicit job_table(connection_pool& pool) : database_(pool) {}

  /// Jobs that nobody has known yet are due at `first_at`.
  void add(std::span<const std::string> names, domain::instant first_at);

  /// One of these that is due, now held by `holder`; the longest due first. A job whose holder's node has gone, or
  /// whose lease has run out, may be taken again, and so may one of `holder` itself: its end could not be written.
  /// The caller leaves out of `names` what it is at.
  std::optional<std::string> take(std::span<const std::string> names, const domain::uuid& holder, domain::instant now);

  /// Nothing when another has taken it meanwhile. `error` is cut to what the table keeps.
  void end(const std::string& name, const domain::uuid& holder, domain::instant now, domain::instant next_at,
           std::optional<std::string> error);

  /// By name.
  std::vector<job_row> all();

private:
  database database_;
};

}  // namespace homigo::postgres
