// Sessions: devices keep them in memory, watchers hear of them.
#include <boost/test/unit_test.hpp>

#include "actors/conversations/conversation_protocol.hpp"
#include "support/actor_world.hpp"
#include "support/recording_device.hpp"

namespace session_test {

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
  world.attach(host, device);
  world.run();
  world.pass(20s);
  world.run();
  BOOST_TEST(world.is_live(host));
  world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.run();
  BOOST_TEST(device->seqs == std::vector<std::int64_t>{1}, boost::test_tools::per_element());
  world.detach(host, device);
  world.run();
  world.pass(20s);
  world.run();
  BOOST_TEST(!world.is_live(host));
}

BOOST_AUTO_TEST_CASE(a_message_comes_with_its_data_and_a_match_has_to_be_read) {
  actor_world world;
  const one_pair pair{world};
  const auto device = std::make_shared<recording_device>();
  world.attach({entity_kind::user, pair.host}, device);
  world.send(pair.listing, pair.by(pair_side::host, swipe_action::like));
  world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.run();
  const auto& talk = world.store.conversations.begin()->first;
  actors::send_message words;
  words.sender_id = pair.tenant;
  words.body = "Is it quiet there?";
  world.send({entity_kind::conversation, talk}, words);
  world.run();
  BOOST_TEST(device->seqs == (std::vector<std::int64_t>{1, 2}), boost::test_tools::per_element());
  BOOST_TEST(device->data.front() == "");
  BOOST_TEST(device->data.back().find(R"("sequence":1)") != std::string::npos);
  BOOST_TEST(device->data.back().find("Is it quiet there?") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(watchers_of_a_user_are_bounded_and_the_longest_known_go_first) {
  auto limits = soon_idle();
  limits.watchers = 2;
  actor_world world{1, limits};
  const domain::entity_key watched{entity_kind::user, numbered(1)};
  const auto device = std::make_shared<recording_device>();
  world.attach(watched, device);
  std::vector<std::shared_ptr<recording_device>> devices;
  for (std::uint64_t i = 0; i < 3; ++i) {
    devices.push_back(std::make_shared<recording_device>());
    world.attach({entity_kind::user, numbered(10 + i)}, devices.back());
    world.run();
    world.send(watched, actors::watch_presence{numbered(10 + i)});
    world.run();
  }
  world.detach(watched, device);
  world.run();
  BOOST_TEST(devices[0]->frames.size() == 1U);
  BOOST_TEST(devices[1]->frames.size() == 2U);
  BOOST_TEST(devices[2]->frames.size() == 2U);
}

BOOST_AUTO_TEST_CASE(presence_ends_with_the_match_and_with_the_watchers_last_device) {
  actor_world world{1, soon_idle()};
  const one_pair pair{world};
  const domain::entity_key tenant{entity_kind::user, pair.tenant};
  const domain::entity_key host{entity_kind::user, pair.host};
  const auto tenants = std::make_shared<recording_device>();
  const auto hosts = std::make_shared<recording_device>();
  world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.send(pair.listing, pair.by(pair_side::host, swipe_action::like));
  world.attach(tenant, tenants);
  world.attach(host, hosts);
  world.run();
  world.send(tenant, actors::subscribe_presence{pair.host, world.store.conversations.begin()->first});
  world.run();
  BOOST_TEST(tenants->frames.size() == 1U);
  world.detach(host, hosts);
  world.run();
  BOOST_TEST(tenants->frames.size() == 2U);
  world.pass(20s);
  world.run();
  BOOST_TEST(world.is_live(host), "somebody waits for the host to come back");
  world.send(pair.listing, actors::unmatch_pair{pair.requirement.id, pair.host, pair_side::host});
  world.run();
  world.attach(host, hosts);
  world.run();
  BOOST_TEST(tenants->frames.size() == 2U, "who has parted hears nothing of the other any more");
}

BOOST_AUTO_TEST_CASE(the_end_of_one_of_two_matches_leaves_the_presence_that_the_other_owes) {
  actor_world world{1, soon_idle()};
  const domain::entity_key watched{entity_kind::user, numbered(1)};
  const domain::entity_key watcher{entity_kind::user, numbered(2)};
  const auto watched_device = std::make_shared<recording_device>();
  const auto watcher_device = std::make_shared<recording_device>();
  world.attach(watcher, watcher_device);
  for (const int talk : {3, 4}) world.send(watcher, actors::subscribe_presence{watched.id, numbered(talk)});
  world.run();
  BOOST_TEST(watcher_device->frames.size() == 2U);
  const auto part = [&](int talk) {
    world.send(watched, actors::end_watching{watcher.id, numbered(talk)});
    world.send(watcher, actors::end_watching{watched.id, numbered(talk)});
    world.run();
  };
  part(3);
  world.attach(watched, watched_device);
  world.run();
  BOOST_TEST(watcher_device->frames.size() == 3U);
  part(4);
  world.detach(watched, watched_device);
  world.run();
  BOOST_TEST(watcher_device->frames.size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_watch_that_an_end_has_overtaken_is_taken_back) {
  actor_world world{1, soon_idle()};
  const domain::entity_key watched{entity_kind::user, numbered(1)};
  const domain::entity_key watcher{entity_kind::user, numbered(2)};
  const auto watched_device = std::make_shared<recording_device>();
  const auto watcher_device = std::make_shared<recording_device>();
  world.attach(watcher, watcher_device);
  world.send(watched, actors::end_watching{watcher.id, numbered(3)});
  world.run();
  world.send(watcher, actors::subscribe_presence{watched.id, numbered(3)});
  world.send(watcher, actors::end_watching{watched.id, numbered(3)});
  world.run();
  const auto told = watcher_device->frames.size();
  world.attach(watched, watched_device);
  world.run();
  BOOST_TEST(watcher_device->frames.size() == told);
}

BOOST_AUTO_TEST_CASE(a_session_is_no_longer_watched_when_its_watcher_is_gone) {
  actor_world world{1, soon_idle()};
  const domain::entity_key watched{entity_kind::user, numbered(1)};
  const domain::entity_key watcher{entity_kind::user, numbered(2)};
  const auto device = std::make_shared<recording_device>();
  world.attach(watcher, device);
  world.send(watcher, actors::subscribe_presence{watched.id});
  world.run();
  world.pass(20s);
  world.run();
  BOOST_TEST(world.is_live(watched));
  world.detach(watcher, device);
  world.run();
  world.pass(20s);
  world.run();
  BOOST_TEST(!world.is_live(watched));
}

BOOST_AUTO_TEST_CASE(nobody_hears_typing_in_a_conversation_that_has_ended) {
  actor_world world;
  const one_pair pair{world};
  const auto hosts = std::make_shared<recording_device>();
  world.attach({entity_kind::user, pair.host}, hosts);
  world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.send(pair.listing, pair.by(pair_side::host, swipe_action::like));
  world.run();
  const domain::entity_key talk{entity_kind::conversation, world.store.conversations.begin()->first};
  world.send(talk, actors::typing{pair.tenant, true});
  world.run();
  BOOST_TEST(hosts->frames.size() == 1U);
  world.send(pair.listing, actors::unmatch_pair{pair.requirement.id, pair.tenant, pair_side::tenant});
  world.run();
  world.send(talk, actors::typing{pair.tenant, true});
  world.run();
  BOOST_TEST(hosts->frames.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace session_test
