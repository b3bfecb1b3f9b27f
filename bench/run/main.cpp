// homigo_bench: measures the works against their baselines in the same minutes and prints ratios.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <iostream>

#include "bench/run/work.hpp"
#include "codec/json_writer.hpp"

namespace homigo::bench {
namespace {

struct named_work {
  const char* name;
  outcome (*measure)(stage&);
  enum { by_name_only, anywhere, where_node_is, own_server } runs;
};
/// In the order of the table; those that restart the server come last.
constexpr named_work works[] = {{"feed", measure_feed, named_work::anywhere},
                                {"feed-alone", measure_feed_alone, named_work::by_name_only},
                                {"received", measure_received, named_work::anywhere},
                                {"swipe", measure_swipe, named_work::anywhere},
                                {"swipe-hot", measure_hot_swipe, named_work::anywhere},
                                {"chat", measure_chat, named_work::anywhere},
                                {"http", measure_http, named_work::anywhere},
                                {"swipe-web", measure_swipe_web, named_work::where_node_is},
                                {"chat-web", measure_chat_web, named_work::where_node_is},
                                {"http-web", measure_http_web, named_work::where_node_is},
                                {"memory", measure_memory, named_work::own_server},
                                {"websocket", measure_websocket, named_work::own_server},
                                {"cold-start", measure_cold_start, named_work::own_server}};

bool is_wanted(const options& given, const named_work& work) {
  if (work.runs == named_work::where_node_is && given.node.empty()) return false;
  if (given.works.empty())
    return work.runs == named_work::anywhere || work.runs == named_work::where_node_is ||
           (work.runs == named_work::own_server && given.url.empty());
  return std::ranges::find(given.works, work.name) != given.works.end();
}

void check_names(const options& given) {
  for (const auto& wanted : given.works)
    if (std::ranges::find(works, wanted, &named_work::name) == std::end(works))
      throw usage_error{"There is no work " + wanted + "."};
}

void raise_descriptor_limit() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

outcomes measured(const options& given) {
  check_names(given);
  raise_descriptor_limit();
  tell("starting");
  stage on{given};
  outcomes all;
  for (const auto& each : works) {
    if (!is_wanted(given, each)) continue;
    tell(std::string{"measuring "} + each.name);
    all.results.push_back(each.measure(on));
  }
  return all;
}

int run(const options& given) {
  const auto all = given.grown.empty() ? measured(given) : outcomes{{growth_of(given.grown)}};
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
