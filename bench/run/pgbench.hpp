// Baselines by pgbench: what a team would have without the product.
#pragma once

#include <string>
#include <vector>

#include "bench/run/options.hpp"

namespace homigo::bench {

struct pgbench_run {
  double rate = 0;     // transactions a second
  double mean_ms = 0;  // of one transaction
};

/// `scripts` are files of bench/baseline, each with "@weight" if there are several; `variables` as name=value.
pgbench_run run_pgbench(const options& wanted, const std::string& conninfo, const std::vector<std::string>& scripts,
                        int clients, std::uint64_t seconds, const std::vector<std::string>& variables = {});

/// Makes the baselines' tables anew when they are not as bench/baseline/schema.sql wants them.
void prepare_baseline(const options& wanted);

}  // namespace homigo::bench
