#include "bench/load/http_client.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace homigo::load {

namespace asio = boost::asio;
using asio::awaitable;
using std::chrono::steady_clock;

namespace {

constexpr int attempts = 6;

bool asks_to_come_back(const http_answer& answer) { return answer.status == 429 || answer.status == 503; }

histogram::duration since(steady_clock::time_point began) {
  return std::chrono::duration_cast<histogram::duration>(steady_clock::now() - began);
}

}  // namespace

http_client::http_client(asio::any_io_executor executor, const server_address& server, std::size_t connections,
                         call_log& log)
    : executor_(std::move(executor)), freed_(executor_), log_(log) {
  for (std::size_t i = 0; i < connections; ++i) idle_.push_back(std::make_unique<http_connection>(executor_, server));
}

awaitable<std::unique_ptr<http_connection>> http_client::acquire() {
  while (idle_.empty()) co_await freed_.wait();
  auto connection = std::move(idle_.back());
  idle_.pop_back();
  co_return connection;
}

void http_client::release(std::unique_ptr<http_connection> connection) {
  idle_.push_back(std::move(connection));
  freed_.notify();
}

awaitable<std::optional<http_answer>> http_client::attempt(std::string_view kind, const http_request& request) {
  auto connection = co_await acquire();
  std::optional<http_answer> answer;
  const auto began = steady_clock::now();
  try {
    answer = co_await connection->exchange(request);
  } catch (const boost::system::system_error& e) {
    log_.failed(kind, e.code().message());
  }
  if (answer && answer->status / 100 == 2) log_.succeeded(kind, since(began));
  release(std::move(connection));
  co_return answer;
}

awaitable<std::optional<std::string>> http_client::call(std::string_view kind, http_request request) {
  for (int left = attempts; left > 0; --left) {
    auto answer = co_await attempt(kind, request);
    if (!answer) co_return std::nullopt;
    if (answer->status / 100 == 2) co_return std::move(answer->body);
    if (!asks_to_come_back(*answer) || left == 1) {
      log_.failed(kind,
                  request.verb + " " + request.target + " " + std::to_string(answer->status) + " " + answer->body);
      co_return std::nullopt;
    }
    log_.put_off(kind);
    asio::steady_timer later{executor_, answer->retry_after.value_or(std::chrono::seconds{1})};
    co_await later.async_wait(asio::use_awaitable);
  }
  co_return std::nullopt;
}

}  // namespace homigo::load
