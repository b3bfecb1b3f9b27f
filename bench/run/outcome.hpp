// What a work has shown: the row of the table, the object of the JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/kernel/described/described.hpp"

namespace homigo::bench {

struct outcome {
  std::string work{};                        // a name of main.cpp's list
  std::string unit{};                        // of rate and baseline_rate
  std::optional<double> rate{};              // median of the rounds
  std::optional<double> p50_ms{};            // closed loop
  std::optional<double> p99_ms{};            // closed loop
  std::optional<double> alone_p50_ms{};      // one connection, nothing else going on
  std::optional<double> half_load_p50_ms{};  // at half that rate, from the intended start
  std::optional<double> half_load_p99_ms{};
  std::string baseline{};                 // what it is compared with
  std::optional<double> baseline_rate{};  // median
  std::optional<double> ratio{};          // rate / baseline_rate, median of the rounds
  std::string target{};                   // in words
  std::optional<bool> met{};
  std::int64_t rounds = 0;
  std::int64_t failures = 0;  // answers other than 2xx, lost ones included
  std::vector<std::string> notes{};
};
HOMIGO_DESCRIBED(outcome, work, unit, rate, p50_ms, p99_ms, alone_p50_ms, half_load_p50_ms, half_load_p99_ms, baseline,
                 baseline_rate, ratio, target, met, rounds, failures, notes)

struct outcomes {
  std::vector<outcome> results{};
};
HOMIGO_DESCRIBED(outcomes, results)

double median(std::vector<double> values);

/// For people.
std::string table(const outcomes& all);

}  // namespace homigo::bench
