#include "platform/job_runner.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <stop_token>

#include "support/account_world.hpp"

namespace job_runner_test {

using namespace homigo;
using namespace homigo::tests;
using namespace std::chrono_literals;

namespace {

/// Two nodes with the same job, and what it does.
struct two_nodes {
  migrated_database database;
  fake_clock clock;
  gateways::system_random random;
  gateways::time_ordered_ids ids{clock, random};
  int runs = 0;
  std::function<void()> during = [] {};
  domain::uuid first_id = joined();
  domain::uuid second_id = joined();
  std::vector<platform::job> jobs{{"sweep", 60s, [this] {
                                     ++runs;
                                     const auto act = during;  // which may change it
                                     act();
                                   }}};
  metrics::registry first_metrics;
  metrics::registry second_metrics;
  platform::job_runner first{database.pool(), jobs, clock, first_id, first_metrics};
  platform::job_runner second{database.pool(), jobs, clock, second_id, second_metrics};

  domain::uuid joined() {
    const auto id = ids.next();
    database.execute("INSERT INTO node (incarnation, address, state, lease_until) VALUES ('" + domain::to_string(id) +
                     "', '" + domain::to_string(id) + "', 'up', now() + interval '1 hour')");
    return id;
  }
  std::string value(const std::string& sql) const { return database.execute(sql); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(job_runner, two_nodes)

BOOST_AUTO_TEST_CASE(a_job_runs_on_one_node_once_in_its_pace) {
  BOOST_TEST(first.run_one());
  BOOST_TEST(!second.run_one());
  BOOST_TEST(runs == 1);
  clock.advance(60s);
  BOOST_TEST(second.run_one());
  BOOST_TEST(!first.run_one());
  BOOST_TEST(runs == 2);
}

BOOST_AUTO_TEST_CASE(a_job_that_was_due_all_through_a_downtime_runs_once) {
  first.run_one();
  clock.advance(48h);
  BOOST_TEST(first.run_one());
  BOOST_TEST(!first.run_one());
}

BOOST_AUTO_TEST_CASE(nobody_takes_a_job_from_a_node_that_is_at_it) {
  during = [this] { BOOST_TEST(!second.run_one()); };
  BOOST_TEST(first.run_one());
  BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(a_job_of_a_node_that_has_gone_is_taken_at_once_and_the_late_end_counts_for_nothing) {
  during = [this] {
    during = [] {};
    value("UPDATE node SET state = 'dead' WHERE incarnation = '" + domain::to_string(first_id) + "'");
    BOOST_TEST(second.run_one());
    clock.advance(1s);
  };
  BOOST_TEST(first.run_one());
  BOOST_TEST(runs == 2);
  BOOST_TEST(value("SELECT last_started = last_ended FROM job") == "t");  // the second's run; the first ended later
}

BOOST_AUTO_TEST_CASE(a_node_that_hangs_keeps_its_job_for_ten_minutes) {
  during = [this] {
    during = [] {};
    clock.advance(9min);
    BOOST_TEST(!second.run_one());
    clock.advance(1min);
    BOOST_TEST(second.run_one());
  };
  first.run_one();
}

BOOST_AUTO_TEST_CASE(a_job_whose_end_could_not_be_written_is_taken_again_by_its_own_node) {
  during = [this] { value("ALTER TABLE job RENAME TO job_away"); };
  BOOST_CHECK_THROW(first.run_one(), std::exception);
  value("ALTER TABLE job_away RENAME TO job");
  during = [this] { BOOST_TEST(!first.run_one()); };
  BOOST_TEST(first.run_one());
  BOOST_TEST(runs == 2);
  BOOST_TEST(!first.run_one());
}

BOOST_AUTO_TEST_CASE(a_job_that_fails_says_why_and_comes_again_after_its_pace) {
  during = [] { throw std::runtime_error{"the disk is full"}; };
  BOOST_TEST(first.run_one());
  BOOST_TEST(value("SELECT last_error FROM job") == "the disk is full");
  const std::string counted = R"(homigo_job_runs_total{name="sweep",outcome="failed"} 1)";
  BOOST_TEST(first_metrics.text().find(counted) != std::string::npos);
  BOOST_TEST(!first.run_one());
  during = [] {};
  clock.advance(60s);
  BOOST_TEST(second.run_one());
  BOOST_TEST(value("SELECT last_error IS NULL FROM job") == "t");
}

BOOST_AUTO_TEST_CASE(a_job_that_the_stop_cuts_short_has_not_failed_and_is_due_at_once) {
  std::stop_source stop;
  during = [&] {
    stop.request_stop();
    throw std::runtime_error{"no time is left"};
  };
  BOOST_TEST(first.run_one(stop.get_token()));
  BOOST_TEST(value("SELECT holder IS NULL FROM job") == "t");
  during = [] {};
  BOOST_TEST(second.run_one());
  BOOST_TEST(runs == 2);
  const std::string failures = R"(homigo_job_runs_total{name="sweep",outcome="failed"} 0)";
  BOOST_TEST(first_metrics.text().find(failures) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(jobs_that_only_another_release_knows_are_left_to_it) {
  value("INSERT INTO job (name, next_at) VALUES ('of another release', '2000-01-01')");
  BOOST_TEST(first.run_one());
  BOOST_TEST(!first.run_one());
  BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace job_runner_test
