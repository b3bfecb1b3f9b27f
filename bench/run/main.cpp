// homigo_bench: measures the works against their baselines in the same minutes and prints ratios.
#include <fmt/format.h>
#include <sys/resource.h>

#include <iostream>
#include <map>

#include "bench/run/report.hpp"
#include "bench/run/work.hpp"
#include "codec/json_writer.hpp"

namespace homigo::bench {
namespace {

struct named_work {
  const char* name;
  outcome (*measure)(stage&);
};
/// In the order of the table; those that restart the server come last.
constexpr named_work works[] = {{"feed", measure_feed},
                                {"swipe", measure_swipe},
                                {"chat", measure_chat},
                                {"http", measure_http},
                                {"memory", measure_memory},
                                {"websocket", measure_websocket},
                                {"cold-start", measure_cold_start}};

bool is_wanted(const options& given, std::string_view name) {
  if (given.works.empty())
    return given.url.empty() || (name != "memory" && name != "websocket" && name != "cold-start");
  for (const auto& work : given.works)
    if (work == name) return true;
  return false;
}

void check_names(const options& given) {
  for (const auto& wanted : given.works) {
    bool known = false;
    for (const auto& each : works) known = known || wanted == each.name;
    if (!known) throw usage_error{"There is no work " + wanted + "."};
  }
}

void raise_descriptor_limit() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

int run(const options& given) {
  check_names(given);
  raise_descriptor_limit();
  tell("starting");
  stage on{given};
  outcomes all;
  for (const auto& each : works) {
    if (!is_wanted(given, each.name)) continue;
    tell(std::string{"measuring "} + each.name);
    all.results.push_back(each.measure(on));
  }
  std::cout << (given.json ? codec::to_json(all) + '\n' : table(all));
  return 0;
}

}  // namespace
}  // namespace homigo::bench

int main(int count, char** words) {
  using namespace homigo::bench;
  try {
    return run(parse_options({words + 1, words + count}));
  } catch (const usage_error& e) {
    std::cerr << e.what() << '\n' << usage;
    return 2;
  } catch (const std::exception& e) {
    std::cerr << "homigo bench: " << e.what() << '\n';
    return 1;
  }
}
