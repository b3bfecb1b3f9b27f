#include "bench/load/crowd.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <vector>

namespace crowd_test {

namespace asio = boost::asio;
using asio::awaitable;

namespace {

struct observed {
  std::vector<int> runs;
  std::size_t at_work = 0;
  std::size_t most_at_work = 0;
};

/// Gives the others a few turns before it ends.
awaitable<void> work(observed& seen, std::size_t i) {
  seen.most_at_work = std::max(seen.most_at_work, ++seen.at_work);
  for (int turn = 0; turn < 3; ++turn) co_await asio::post(asio::use_awaitable);
  ++seen.runs[i];
  --seen.at_work;
}

/// The exception that came out of it, if any.
std::exception_ptr run(std::size_t at_once, std::size_t count, std::function<awaitable<void>(std::size_t)> each) {
  asio::io_context io;
  std::exception_ptr failed;
  asio::co_spawn(io, homigo::load::run_crowd(at_once, count, std::move(each)),
                 [&](std::exception_ptr e) { failed = e; });
  io.run();
  return failed;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(crowds)

BOOST_AUTO_TEST_CASE(everyone_works_once_and_no_more_than_allowed_at_a_time) {
  observed seen{std::vector<int>(50)};
  BOOST_TEST(!run(7, 50, [&](std::size_t i) { return work(seen, i); }));
  BOOST_TEST(seen.runs == std::vector<int>(50, 1), boost::test_tools::per_element());
  BOOST_TEST(seen.most_at_work == 7U);
}

BOOST_AUTO_TEST_CASE(a_crowd_of_nobody_ends_at_once) {
  observed seen;
  BOOST_TEST(!run(7, 0, [&](std::size_t i) { return work(seen, i); }));
}

BOOST_AUTO_TEST_CASE(a_failure_is_told_after_the_others_have_worked) {
  observed seen{std::vector<int>(10)};
  const auto failed = run(2, 10, [&](std::size_t i) {
    if (i == 3) throw std::runtime_error{"broken"};
    return work(seen, i);
  });
  BOOST_REQUIRE(failed != nullptr);
  BOOST_CHECK_THROW(std::rethrow_exception(failed), std::runtime_error);
  BOOST_TEST(std::count(seen.runs.begin(), seen.runs.end(), 1) == 9);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace crowd_test
