#include "bench/run/outcome.hpp"

#include <algorithm>

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::bench {

HOMIGO_TABLE(outcome)
HOMIGO_TABLE(outcomes)

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const auto middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace homigo::bench
