// What lanes hand to the database, what they make of its report, and the figures that operators read.
#include <boost/test/unit_test.hpp>

#include "actors/conversations/conversation_protocol.hpp"
#include "actors/runtime/actor_stats.hpp"
#include "actors/runtime/commit_batch_builder.hpp"
#include "support/actor_world.hpp"

namespace figures_test {

using namespace homigo;
using namespace homigo::tests;
using actors::group_outcome;
using domain::entity_kind;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(batches_and_figures)

BOOST_AUTO_TEST_CASE(groups_are_numbered_and_each_shard_is_claimed_once) {
  actors::shard_map shards{numbered(9), [] {}};
  std::vector<domain::shard_claim> owned;
  for (std::int32_t s = 0; s < domain::shard_count; ++s) owned.push_back({s, 10 + s});
  shards.replace(owned);
  const domain::entity_key listing{entity_kind::listing, numbered(1)};
  const domain::entity_key talk{entity_kind::conversation, numbered(2)};
  actors::group_request first{{}, listing, 4, {}};
  first.items.swipes.resize(2);
  actors::group_request second{{}, talk, 5, {}};
  second.items.messages.resize(1), second.items.reads.resize(1);
  const auto batch = actors::build_batch({first, second, first}, shards);
  BOOST_TEST((batch.incarnation == numbered(9)));
  BOOST_TEST(batch.shards.size() == 2U);
  for (const auto& claim : batch.shards) BOOST_TEST(claim.epoch == 10 + claim.shard);
  BOOST_TEST((batch.groups[1].g == 1 && batch.groups[1].entity_id == talk.id && batch.groups[1].version == 5));
  BOOST_TEST((batch.items.swipes.size() == 4U && batch.items.swipes[1].g == 0 && batch.items.swipes[2].g == 2));
  BOOST_TEST((batch.items.messages[0].g == 1 && batch.items.reads[0].g == 1));
}

BOOST_AUTO_TEST_CASE(messages_alone_share_a_batch_and_others_have_one_of_their_own) {
  actors::settings limits;
  limits.lanes = 1;
  actor_world world{1, limits};
  const one_pair pair{world};
  std::vector<actors::ticket> tickets;
  const auto say = [&](std::uint64_t talk) {
    const actors::send_message words{numbered(2), domain::message_type::text, "hello", {}, {}, {}};
    tickets.push_back(world.send({entity_kind::conversation, numbered(talk)}, words));
  };
  for (const auto talk : {51, 52, 53}) {
    world.store.add_conversation(numbered(talk), numbered(2), numbered(3));
    say(talk);
  }
  world.run();
  const auto before = world.store.batches.size();
  say(51);
  world.run_messages();  // this one holds the lane
  say(52);
  tickets.push_back(world.send(pair.listing, pair.by(domain::pair_side::tenant, domain::swipe_action::like)));
  tickets.push_back(world.send({entity_kind::conversation, numbered(51)}, actors::mark_read{numbered(3), 1}));
  say(53);
  world.run_messages();
  world.run();
  for (auto i = before; i < world.store.batches.size(); ++i) {
    const auto& items = world.store.batches[i].items;
    BOOST_TEST((items.messages.empty() || domain::holds_alone(items, &domain::commit_items::messages)));
  }
  BOOST_TEST(world.store.batches.size() <= before + 4);
  for (const auto ticket : tickets) BOOST_TEST(world.outcome(ticket) == "ok");
}

BOOST_AUTO_TEST_CASE(a_report_is_split_by_group_and_staleness_wins) {
  domain::commit_report report;
  report.results.resize(1), report.results[0].g = 0;
  report.refused = {{1, 0, "not_found"}, {1, 3, "wrong_state"}};
  report.stale = {2};
  const auto outcomes = actors::split_report(report, 4);
  BOOST_TEST((outcomes[0].what == group_outcome::status::committed && outcomes[0].results.size() == 1U));
  BOOST_TEST((outcomes[1].what == group_outcome::status::refused && outcomes[1].refused.size() == 2U));
  BOOST_TEST((outcomes[2].what == group_outcome::status::stale));
  BOOST_TEST((outcomes[3].what == group_outcome::status::committed && outcomes[3].results.empty()));
}

BOOST_AUTO_TEST_CASE(activity_counts_what_was_committed_and_repeated_messages_not_again) {
  std::vector<actors::group_request> groups(3);
  groups[0].items.swipes.resize(2);
  groups[0].items.swipes[1].match_id = numbered(7);
  groups[1].items.swipes.resize(5);  // refused
  groups[2].items.messages.resize(2);
  std::vector<group_outcome> outcomes(3);
  outcomes[0].what = outcomes[2].what = group_outcome::status::committed;
  outcomes[1].what = group_outcome::status::refused;
  outcomes[2].results.resize(2);
  outcomes[2].results[0].duplicate = true;
  const auto done = actors::activity_of(groups, outcomes);
  BOOST_TEST(done.swipes == 2U);
  BOOST_TEST(done.matches == 1U);
  BOOST_TEST(done.messages == 1U);
}

BOOST_AUTO_TEST_CASE(the_report_of_a_quiet_node_counts_what_lives) {
  actor_world world;
  const one_pair pair{world};
  world.send(pair.listing, pair.by(domain::pair_side::tenant, domain::swipe_action::like));
  world.run();
  const auto report = world.node->stats().report(world.clock.now());
  BOOST_TEST(report.kinds[2].live == 1);
  BOOST_TEST(report.kinds[2].commands == 1);
  for (const auto& kind : report.kinds) BOOST_TEST(kind.queue_depth == 0);
  BOOST_TEST(report.lanes[0].batches + report.lanes[1].batches == 1);
  const auto served = world.metrics.text();
  for (const std::string line :
       {"homigo_commands_total{kind=\"listing\"} 1\n", "homigo_commands_queued{kind=\"listing\"} 0\n",
        "homigo_command_duration_seconds_count{kind=\"listing\"} 1\n", "homigo_swipes_total 1\n"})
    BOOST_TEST(served.find('\n' + line) != served.npos, line);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace figures_test
