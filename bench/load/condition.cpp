#include "bench/load/condition.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace homigo::load {

namespace asio = boost::asio;

void condition::notify() {
  for (auto* timer : waiting_) timer->cancel();
}

asio::awaitable<void> condition::wait(time_point deadline) {
  asio::steady_timer timer{executor_, deadline};
  const auto place = waiting_.insert(waiting_.end(), &timer);
  boost::system::error_code cancelled;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
  waiting_.erase(place);
}

}  // namespace homigo::load
