#include "bench/demo/play.hpp"

#include <fmt/format.h>

#include <boost/asio/experimental/awaitable_operators.hpp>

#include "bench/demo/host_part.hpp"
#include "bench/demo/stage.hpp"
#include "bench/demo/tenant_part.hpp"
#include "bench/load/crowd.hpp"
#include "bench/load/progress.hpp"

namespace homigo::demo {

using boost::asio::awaitable;
using namespace boost::asio::experimental::awaitable_operators;

namespace {

/// Tenants at work at one time; the others wait for their turn, as a closed loop does.
constexpr std::size_t tenants_at_once = 32;

template <class Part>
awaitable<void> all_tenants(stage& play, load::progress& bar, Part part) {
  play.tenants_ready = 0;
  auto& tenants = play.people.tenants;
  const auto one = [&](std::size_t i) -> awaitable<void> {
    co_await part(play, tenants[i]);
    bar.show(play.tenants_ready);
  };
  co_await load::run_crowd(tenants_at_once, tenants.size(), one);
}

template <class Part>
awaitable<void> all_hosts(stage& play, Part part) {
  auto& hosts = play.people.hosts;
  const auto one = [&](std::size_t i) { return part(play, hosts[i]); };
  co_await load::run_crowd(hosts.size(), hosts.size(), one);
}

awaitable<void> tenants_swipe(stage& play, load::progress& bar) {
  co_await all_tenants(play, bar, look_for_a_home);
  play.tenants_have_swiped = true;
  play.news.notify();
}

/// match.created came over the device of everybody who talked.
void check_matches_heard(stage& play) {
  for (const auto& [id, talk] : play.talks)
    for (const auto* who : {&talk->tenant_side.who, &talk->host_side.who})
      if (who->device && !who->matches_heard.contains(id))
        play.log.failed("event heard", "match.created of conversation " + domain::to_string(id) + " never came");
}

}  // namespace

awaitable<void> perform(stage& play) {
  const auto& counts = play.counts;
  const auto details = [&] {
    return fmt::format("{} swipes, {} likes, {} matches, {} messages, {} errors", counts.swipes, counts.likes,
                       play.talks.size(), counts.messages, play.log.errors());
  };
  const auto total = play.people.tenants.size();
  co_await all_hosts(play, come_online);

  load::progress first{"browse, swipe, answer", total, details};
  co_await (tenants_swipe(play, first) && all_hosts(play, answer_tenants));
  first.finish(play.tenants_ready);

  load::progress second{"match and talk       ", total, details};
  co_await all_tenants(play, second, answer_and_talk);
  second.finish(play.tenants_ready);

  check_matches_heard(play);
  const auto leave = [](stage&, host& h) { return h.who.device->close(); };
  co_await all_hosts(play, leave);
}

}  // namespace homigo::demo
