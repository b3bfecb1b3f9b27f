#include "http/server/deadlines.hpp"

#include <algorithm>
#include <boost/asio/io_context.hpp>

namespace homigo::http {

namespace asio = boost::asio;

deadline::deadline(const asio::any_io_executor& executor, std::function<void()> expired)
    : expired_(std::move(expired)) {
  auto& context = asio::query(executor, asio::execution::context);
  thread_ = &asio::use_service<deadlines>(static_cast<asio::io_context&>(context));
  thread_->add(*this);
}

deadline::clock::duration deadline::lag(clock::time_point now) const { return thread_->lag(now); }

deadlines::deadlines(asio::execution_context& context)
    : service(context), timer_(static_cast<asio::io_context&>(context)) {}

void deadlines::add(deadline& one) {
  all_.push_back(one);
  if (waiting_) return;
  last_lag_ = {};
  wait();
}

deadline::clock::duration deadlines::lag(deadline::clock::time_point now) const {
  return waiting_ ? std::max(last_lag_, now - timer_.expiry()) : deadline::clock::duration::zero();
}

void deadlines::wait() {
  constexpr std::chrono::milliseconds tick{100};
  waiting_ = true;
  timer_.expires_after(tick);
  timer_.async_wait([this](boost::system::error_code cancelled) {
    if (!cancelled) look_through();
  });
}

void deadlines::look_through() {
  waiting_ = false;
  const auto now = deadline::clock::now();
  last_lag_ = now - timer_.expiry();
  for (auto at = all_.begin(); at != all_.end();) {
    auto& one = *at++;
    if (one.at_ > now) continue;
    one.never();
    one.expired_();
  }
  if (!all_.empty()) wait();
}

}  // namespace homigo::http
