#include <fmt/format.h>

#include "bench/run/pgbench.hpp"
#include "bench/run/swipes.hpp"
#include "bench/run/work.hpp"

namespace homigo::bench {

outcome measure_swipe(stage& on) {
  outcome out{.work = "swipe", .unit = "durable swipes a second"};
  out.baseline = "the document's swipe transaction by pgbench, 32 clients";
  prepare_baseline(on.wanted);
  swipes source{on};
  const auto scripts = std::vector<std::string>{
      on.wanted.folder + "/baseline/swipe.sql@" + std::to_string(100 - swipes::answers_percent),
      on.wanted.folder + "/baseline/answer.sql@" + std::to_string(swipes::answers_percent)};
  const auto baseline = [&](std::uint64_t seconds) {
    return run_pgbench(on.wanted, on.wanted.baseline, scripts, 32, seconds,
                       {"likes=" + std::to_string(swipes::likes_percent)})
        .rate;
  };
  const auto cold = touch_first(on, source);
  out.notes.push_back(fmt::format("from cold, each swipe the first of its listing: {:.0f} a second", cold.rate()));
  const load::load_plan plan{.connections = swipes::connections, .measured = std::chrono::seconds{on.wanted.seconds}};
  compare(on, {driven(on, plan, source, out), baseline}, out);
  judge(out, std::nullopt);
  return out;
}

}  // namespace homigo::bench
