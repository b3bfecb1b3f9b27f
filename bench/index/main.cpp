// homigo_index_bench [LISTINGS …]: the feed index alone, one thread: building, searches in both directions, memory.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "bench/index/stock.hpp"
#include "feed/index.hpp"

namespace homigo::bench {
namespace {

using clock = std::chrono::steady_clock;

double micros_since(clock::time_point start) {
  return std::chrono::duration<double, std::micro>(clock::now() - start).count();
}

struct figures {
  double median = 0;
  double p99 = 0;
  double rate = 0;
  double items = 0;
};

template <class Search>
figures measure(const std::vector<domain::uuid>& viewers, Search search) {
  std::vector<double> took;
  std::size_t items = 0;
  for (const auto& viewer : viewers) {
    const auto start = clock::now();
    items += search(viewer);
    took.push_back(micros_since(start));
  }
  std::ranges::sort(took);
  double sum = 0;
  for (const double each : took) sum += each;
  const auto count = static_cast<double>(took.size());
  return {took[took.size() / 2], took[took.size() * 99 / 100], count * 1e6 / sum, static_cast<double>(items) / count};
}

void print(const char* what, const figures& f) {
  std::printf("  %-26s p50 %8.1f us   p99 %8.1f us   %8.0f per s   %.1f items\n", what, f.median, f.p99, f.rate,
              f.items);
}

void run(std::size_t listings) {
  feed::index index;
  const auto some = fill(index, listings, std::max<std::size_t>(listings / 4, 2000));
  const auto start = clock::now();
  index.seal();
  const double sorting = micros_since(start);
  const auto size = index.size();
  std::printf("%zu listings, %zu requirements: %.1f MB, sorted in %.0f ms\n", size.listings, size.requirements,
              static_cast<double>(size.memory_bytes) / 1e6, sorting / 1000);
  const feed::exclusion_set nothing;
  const feed::search_terms first{{}, 20, stock_time};
  print("listings, first page",
        measure(some.requirements, [&](const auto& viewer) { return index.listings(viewer, first, nothing).size(); }));
  print("listings, second page", measure(some.requirements, [&](const auto& viewer) {
          auto terms = first;
          const auto page = index.listings(viewer, terms, nothing);
          if (!page.empty()) terms.after = page.back().key;
          return index.listings(viewer, terms, nothing).size();
        }));
  print("requirements, first page",
        measure(some.listings, [&](const auto& viewer) { return index.requirements(viewer, first, nothing).size(); }));
}

}  // namespace
}  // namespace homigo::bench

int main(int count, char** words) {
  std::vector<std::size_t> sizes;
  for (int i = 1; i < count; ++i) sizes.push_back(std::stoul(words[i]));
  if (sizes.empty()) sizes = {10'000, 100'000, 1'000'000};
  for (const auto size : sizes) homigo::bench::run(size);
}
