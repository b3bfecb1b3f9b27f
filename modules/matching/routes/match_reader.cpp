#include "modules/matching/routes/match_reader.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <iterator>
#include <memory>

#include "http/pipeline/worker_pool.hpp"
#include "modules/matching/matches.hpp"

namespace homigo::http {
namespace {

namespace asio = boost::asio;
using domain::result;
using domain::uuid;

constexpr std::size_t most_in_a_round = 64;
constexpr std::size_t most_waiting = 4096;

}  // namespace

asio::awaitable<result<std::string>> match_reader::one(uuid match_id, uuid user_id) {
  const auto executor = co_await asio::this_coro::executor;
  auto start = [this, executor, match_id, user_id](auto handler) {
    auto resume = [executor, handler = std::make_shared<decltype(handler)>(std::move(handler))](
                      std::exception_ptr thrown, result<std::string> json) {
      asio::post(executor, [handler, thrown, json = std::move(json)]() mutable {
        std::move (*handler)(thrown, std::move(json));
      });
    };
    if (!add({match_id, user_id, resume})) resume(nullptr, domain::refusal(domain::errc::overloaded));
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr, result<std::string>)>(
      std::move(start), asio::use_awaitable);
}

/// False, and nothing done, when too many wait already.
bool match_reader::add(question asked) {
  {
    const std::lock_guard lock{mutex_};
    if (waiting_.size() >= most_waiting) return false;
    waiting_.push_back(std::move(asked));
    if (is_reading_) return true;
    is_reading_ = true;
  }
  start_round();
  return true;
}

void match_reader::start_round() {
  if (workers_.submit([this] { round(); })) return;
  {
    const std::lock_guard lock{mutex_};
    is_reading_ = false;
  }
  for (const auto& asked : take(most_waiting)) asked.resume(nullptr, domain::refusal(domain::errc::overloaded));
}

void match_reader::round() {
  const auto asked = take(most_in_a_round);
  std::vector<persistence::match_viewer> wanted;
  for (const auto& each : asked) wanted.push_back({each.match_id, each.user_id});
  try {
    auto read = matches_.several(wanted);
    for (std::size_t i = 0; i < asked.size(); ++i) asked[i].resume(nullptr, std::move(read[i]));
  } catch (...) {
    for (const auto& each : asked) each.resume(std::current_exception(), domain::refusal(domain::errc::internal));
  }
  {
    const std::lock_guard lock{mutex_};
    if (waiting_.empty()) {
      is_reading_ = false;
      return;
    }
  }
  start_round();
}

std::vector<match_reader::question> match_reader::take(std::size_t most) {
  const std::lock_guard lock{mutex_};
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(most, waiting_.size()));
  std::vector<question> taken{std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end)};
  waiting_.erase(waiting_.begin(), end);
  return taken;
}

}  // namespace homigo::http
