#include "http/pipeline/ask.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace homigo::http {

namespace asio = boost::asio;

/// `timer` and `reply` belong to the coroutine's executor; answers are posted there.
struct asker::question {
  explicit question(const asio::any_io_executor& executor) : timer(executor) {}
  asio::steady_timer timer;
  std::optional<actors::reply> reply;
};

asker::~asker() = default;

void asker::close() {
  for (auto& s : stripes_) {
    const std::lock_guard lock{s.mutex};
    s.open.clear();
  }
}

asio::awaitable<actors::reply> asker::answer_to(domain::entity_key key, caf::message command,
                                                std::chrono::milliseconds patience) {
  const auto mine = std::make_shared<question>(co_await asio::this_coro::executor);
  const auto ticket = ++last_;
  mine->timer.expires_after(patience);
  {
    auto& s = stripe_of(ticket);
    const std::lock_guard lock{s.mutex};
    s.open.emplace(ticket, mine);
  }
  const actors::request_context from{ticket, clock_.now() + patience};
  entities_->send({key, from, false, actors::joined(caf::make_message(from), command)});
  boost::system::error_code cancelled;
  co_await mine->timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
  if (mine->reply) co_return std::move(*mine->reply);
  auto& s = stripe_of(ticket);
  const std::lock_guard lock{s.mutex};
  s.open.erase(ticket);
  co_return domain::refusal(domain::errc::outcome_unknown);
}

void asker::answer(actors::ticket to, actors::reply what) noexcept {
  auto& s = stripe_of(to);
  const std::lock_guard lock{s.mutex};
  const auto found = s.open.find(to);
  if (found == s.open.end()) return;
  auto asked = std::move(found->second);
  s.open.erase(found);
  // Under the lock, and with the last hold on the question: after close() no actor is at an executor that goes.
  const auto home = asked->timer.get_executor();
  asio::post(home, [asked = std::move(asked), what = std::move(what)]() mutable {
    asked->reply = std::move(what);
    asked->timer.cancel();
  });
}

}  // namespace homigo::http
