#include "http/perform.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <memory>

#include "domain/work_deadline.hpp"

namespace homigo::http {

namespace asio = boost::asio;

namespace {

using steady = std::chrono::steady_clock;

/// Counted from its queueing. With the two seconds that remembering an answer may take, a request is answered in ten.
constexpr std::chrono::milliseconds time_for_a_job{7500};
/// What has waited longer would hardly be done in the rest.
constexpr std::chrono::seconds longest_wait{6};

}  // namespace

asio::awaitable<bool> perform(submitter submit, std::function<void()> job) {
  const auto executor = co_await asio::this_coro::executor;
  auto start = [submit = std::move(submit), executor, job = std::move(job)](auto handler) {
    auto resume = [executor, handler = std::make_shared<decltype(handler)>(std::move(handler))](
                      std::exception_ptr thrown, bool ran) {
      asio::post(executor, [handler, thrown, ran] { std::move (*handler)(thrown, ran); });
    };
    auto queued = submit([job, resume, since = steady::now()] {
      if (steady::now() - since > longest_wait) return resume(nullptr, false);
      std::exception_ptr thrown;
      try {
        const domain::work_deadline limit{since + time_for_a_job};
        job();
      } catch (...) {
        thrown = std::current_exception();
      }
      resume(thrown, true);
    });
    if (!queued) resume(nullptr, false);
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr, bool)>(
      std::move(start), asio::use_awaitable);
}

}  // namespace homigo::http
