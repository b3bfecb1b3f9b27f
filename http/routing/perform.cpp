#include "http/routing/perform.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <memory>

#include "domain/kernel/threads/work_deadline.hpp"

namespace homigo::http {

namespace asio = boost::asio;

using steady = std::chrono::steady_clock;

/// What a job may take beyond its waiting. With the two seconds that remembering an answer may take, a request is
/// answered in ten.
constexpr std::chrono::milliseconds time_to_work{1500};

asio::awaitable<bool> perform(submitter submit, std::function<void()> job, std::chrono::seconds patience) {
  const auto executor = co_await asio::this_coro::executor;
  auto start = [submit = std::move(submit), executor, job = std::move(job), patience](auto handler) {
    auto resume = [executor, handler = std::make_shared<decltype(handler)>(std::move(handler))](
                      std::exception_ptr thrown, bool ran) {
      asio::post(executor, [handler, thrown, ran] { std::move (*handler)(thrown, ran); });
    };
    auto queued = submit([job, resume, patience, since = steady::now()] {
      if (steady::now() - since > patience) return resume(nullptr, false);
      std::exception_ptr thrown;
      try {
        const domain::work_deadline limit{since + patience + time_to_work};
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
