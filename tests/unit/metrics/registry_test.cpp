#include "metrics/registry.hpp"

#include <boost/test/unit_test.hpp>

namespace homigo::metrics::registry_test {
namespace {

using namespace std::chrono_literals;

struct fresh {
  registry all;

  bool serves(const std::string& line) const {
    return ('\n' + all.text()).find('\n' + line + '\n') != std::string::npos;
  }
};

BOOST_FIXTURE_TEST_SUITE(metrics_registry, fresh)

BOOST_AUTO_TEST_CASE(a_metric_is_served_from_the_moment_it_is_made) {
  auto& sent = all.counter("sent_total", "Letters sent", {{"kind", "sms"}});
  BOOST_TEST(serves("# HELP sent_total Letters sent"));
  BOOST_TEST(serves("# TYPE sent_total counter"));
  BOOST_TEST(serves(R"(sent_total{kind="sms"} 0)"));
  sent.Increment();
  BOOST_TEST(serves(R"(sent_total{kind="sms"} 1)"));
}

BOOST_AUTO_TEST_CASE(the_same_name_and_labels_are_the_same_metric) {
  all.counter("sent_total", "Letters sent").Increment();
  all.counter("sent_total", "Letters sent").Increment();
  BOOST_TEST(serves("sent_total 2"));
}

BOOST_AUTO_TEST_CASE(a_gauge_goes_down_as_well_as_up_by_steps_of_any_size) {
  auto& waiting = all.gauge("waiting", "Letters that wait");
  waiting.Increment(3);
  waiting.Increment(-2);
  BOOST_TEST(serves("waiting 1"));
}

BOOST_AUTO_TEST_CASE(a_reading_is_taken_at_each_collection_and_left_out_where_there_is_none) {
  std::optional<double> value = 1;
  all.read_gauge("open", "Open ones", {{"state", "idle"}}, [&] { return value; });
  all.read_gauge("open", "Open ones", {{"state", "busy"}}, [] { return 7; });
  BOOST_TEST(serves(R"(open{state="idle"} 1)"));
  value.reset();
  BOOST_TEST(!serves(R"(open{state="idle"} 1)"));
  BOOST_TEST(serves(R"(open{state="busy"} 7)"));
}

BOOST_AUTO_TEST_CASE(a_name_is_read_once_and_has_one_type) {
  all.read_gauge("open", "Open ones", {}, [] { return 1; });
  BOOST_CHECK_THROW(all.read_gauge("open", "Open ones", {}, [] { return 2; }), std::invalid_argument);
  BOOST_CHECK_THROW(all.read_counter("open", "Open ones", {{"kind", "a"}}, [] { return 2; }), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(latencies_are_served_in_buckets_that_are_the_same_everywhere) {
  auto& took = all.latency("took_seconds", "How long it took", {{"kind", "sms"}});
  took.record(3ms);
  took.record(1min);
  BOOST_TEST(serves("# TYPE took_seconds histogram"));
  BOOST_TEST(serves(R"(took_seconds_bucket{kind="sms",le="0.002"} 0)"));
  BOOST_TEST(serves(R"(took_seconds_bucket{kind="sms",le="0.005"} 1)"));
  BOOST_TEST(serves(R"(took_seconds_bucket{kind="sms",le="10"} 1)"));
  BOOST_TEST(serves(R"(took_seconds_bucket{kind="sms",le="+Inf"} 2)"));
  BOOST_TEST(serves(R"(took_seconds_count{kind="sms"} 2)"));
  BOOST_TEST(serves(R"(took_seconds_sum{kind="sms"} 60.003)"));
}

BOOST_AUTO_TEST_CASE(families_are_served_by_name_whatever_they_are) {
  all.read_gauge("b", "B", {}, [] { return 1; });
  all.gauge("c", "C");
  all.counter("a", "A");
  const auto text = all.text();
  BOOST_TEST((text.find("# TYPE a ") < text.find("# TYPE b ") && text.find("# TYPE b ") < text.find("# TYPE c ")));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::metrics::registry_test
