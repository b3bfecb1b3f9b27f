// Sessions: devices keep them in memory, watchers hear of them.
#include <boost/test/unit_test.hpp>

#include "support/actor_world.hpp"
#include "support/recording_device.hpp"

using namespace homigo;
using namespace homigo::tests;
using domain::entity_kind;
using domain::pair_side;
using domain::swipe_action;
using namespace std::chrono_literals;

namespace {

actors::settings soon_idle() {
  actors::settings s;
  s.idle_s = 10;
  return s;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sessions)

BOOST_AUTO_TEST_CASE(a_session_with_a_device_stays_and_hears_of_events_only_once_each) {
  actor_world world{1, soon_idle()};
  const one_pair pair{world};
  const auto device = std::make_shared<recording_device>();
  const domain::entity_key host{entity_kind::user, pair.host};
  world.send(host, actors::attach_sink{device});
  world.run();
  world.pass(20s);
  world.run();
  BOOST_TEST(world.is_live(host));
  world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.run();
  BOOST_TEST(device->seqs == std::vector<std::int64_t>{1}, boost::test_tools::per_element());
  world.send(host, actors::detach_sink{device});
  world.run();
  world.pass(20s);
  world.run();
  BOOST_TEST(!world.is_live(host));
}

BOOST_AUTO_TEST_CASE(watchers_of_a_user_are_bounded_and_the_longest_known_go_first) {
  auto limits = soon_idle();
  limits.watchers = 2;
  actor_world world{1, limits};
  const domain::entity_key watched{entity_kind::user, numbered(1)};
  const auto device = std::make_shared<recording_device>();
  world.send(watched, actors::attach_sink{device});
  std::vector<std::shared_ptr<recording_device>> devices;
  for (std::uint64_t i = 0; i < 3; ++i) {
    devices.push_back(std::make_shared<recording_device>());
    world.send({entity_kind::user, numbered(10 + i)}, actors::attach_sink{devices.back()});
    world.run();
    world.send(watched, actors::watch_presence{numbered(10 + i)});
    world.run();
  }
  world.send(watched, actors::detach_sink{device});
  world.run();
  BOOST_TEST(devices[0]->frames.size() == 1U);
  BOOST_TEST(devices[1]->frames.size() == 2U);
  BOOST_TEST(devices[2]->frames.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
