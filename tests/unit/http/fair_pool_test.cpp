#include "http/pipeline/fair_pool.hpp"

#include <boost/test/unit_test.hpp>
#include <future>
#include <mutex>

#include "http/pipeline/settings.hpp"

namespace homigo::http::fair_pool_test {
namespace {

/// Holds the only thread of a pool until it is opened.
class gate {
public:
  std::function<void()> job() {
    return [this] {
      reached_.set_value();
      opened_.get_future().wait();
    };
  }
  void wait_until_reached() { reached_.get_future().wait(); }
  void open() { opened_.set_value(); }

private:
  std::promise<void> reached_;
  std::promise<void> opened_;
};

BOOST_AUTO_TEST_SUITE(http_fair_pool)

BOOST_AUTO_TEST_CASE(a_source_that_asks_a_lot_waits_behind_itself_only) {
  gate closed;
  fair_pool pool{{1, 20, 10}};
  BOOST_REQUIRE(pool.submit("flood", closed.job()));
  closed.wait_until_reached();
  std::string order;
  std::promise<void> done;
  for (int i = 0; i < 3; ++i) BOOST_REQUIRE(pool.submit("flood", [&order] { order += 'f'; }));
  BOOST_REQUIRE(pool.submit("somebody", [&order] { order += 's'; }));
  BOOST_REQUIRE(pool.submit("last", [&done] { done.set_value(); }));
  closed.open();
  done.get_future().wait();
  pool.stop();
  BOOST_TEST(order.substr(0, 2) == "fs");
}

BOOST_AUTO_TEST_CASE(a_source_gets_half_of_what_is_free_and_leaves_room_for_others) {
  gate closed;
  fair_pool pool{{1, 4, 0}};
  BOOST_REQUIRE(pool.submit("flood", closed.job()));
  closed.wait_until_reached();
  BOOST_TEST(pool.submit("flood", [] {}));
  BOOST_TEST(pool.submit("flood", [] {}));
  BOOST_TEST(!pool.submit("flood", [] {}));
  BOOST_TEST(pool.submit("somebody", [] {}));
  BOOST_TEST(!pool.submit("somebody", [] {}));
  BOOST_TEST(pool.submit("another", [] {}));
  BOOST_TEST(!pool.submit("late", [] {}));
  closed.open();
}

BOOST_AUTO_TEST_CASE(thirty_jobs_of_one_source_are_taken_and_another_has_the_next_turn) {
  gate closed;
  fair_pool pool{{1, static_cast<std::size_t>(settings{}.picture_queue_limit), 0}};
  BOOST_REQUIRE(pool.submit("phone", closed.job()));
  closed.wait_until_reached();
  std::string order;
  std::promise<void> done;
  for (int i = 0; i < 29; ++i) BOOST_TEST(pool.submit("phone", [&order] { order += 'p'; }));
  BOOST_TEST(pool.submit("somebody", [&order] { order += 's'; }));
  BOOST_TEST(pool.submit("phone", [&done] { done.set_value(); }));
  closed.open();
  done.get_future().wait();
  pool.stop();
  BOOST_TEST(order == "ps" + std::string(28, 'p'));
}

BOOST_AUTO_TEST_CASE(a_stopped_pool_takes_nothing) {
  fair_pool pool{{1, 4, 0}};
  pool.stop();
  BOOST_TEST(!pool.submit("a", [] {}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::fair_pool_test
