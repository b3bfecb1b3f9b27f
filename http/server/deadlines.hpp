// Time-outs of connections by one timer for each I/O thread: setting one is a store, no operation of a timer.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>
#include <chrono>
#include <functional>

namespace homigo::http {

class deadlines;

/// A time after which `expired` is called, once, on the thread of its executor; late by a tenth of a second at most.
/// Made, moved on and destroyed on that thread alone.
class deadline : public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
public:
  deadline(const boost::asio::any_io_executor& executor, std::function<void()> expired);

  void after(std::chrono::milliseconds time) { at_ = clock::now() + time; }
  void never() { at_ = clock::time_point::max(); }

  using clock = std::chrono::steady_clock;
  /// By how much this thread is behind with its work.
  clock::duration lag(clock::time_point now) const;

private:
  friend class deadlines;

  clock::time_point at_ = clock::time_point::max();
  std::function<void()> expired_;
  deadlines* thread_;
};

/// All deadlines of one io_context; looks through them ten times a second while there are any.
class deadlines final : public boost::asio::execution_context::service {
public:
  using key_type = deadlines;
  static inline boost::asio::execution_context::id id;

  explicit deadlines(boost::asio::execution_context& context);
  void add(deadline& one);
  /// How late the timer is, or was the last time: the length of a turn of the event loop.
  deadline::clock::duration lag(deadline::clock::time_point now) const;

private:
  void shutdown() override { timer_.cancel(); }
  void wait();
  void look_through();

  boost::asio::steady_timer timer_;
  boost::intrusive::list<deadline, boost::intrusive::constant_time_size<false>> all_;
  bool waiting_ = false;
  deadline::clock::duration last_lag_{};
};

}  // namespace homigo::http
