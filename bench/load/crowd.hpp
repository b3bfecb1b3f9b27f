// Many coroutines, a bounded number of them at once.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <functional>

namespace homigo::load {

/// Runs work(0) … work(count - 1) on the caller's executor, at most `at_once` at a time, and returns when all have
/// ended. The first exception that one of them throws is thrown then; the others still run.
boost::asio::awaitable<void> run_crowd(std::size_t at_once, std::size_t count,
                                       std::function<boost::asio::awaitable<void>(std::size_t)> work);

}  // namespace homigo::load
