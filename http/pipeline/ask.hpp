// The single bridge between Asio and CAF: a coroutine asks an entity and gets its answer, or a failure at the deadline.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "actors/runtime/region.hpp"
#include "actors/runtime/reply_port.hpp"
#include "codec/binary.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::http {

/// Thread-safe. Actors answer through it on their threads; the coroutine goes on on its own executor.
class asker final : public actors::reply_port {
public:
  explicit asker(const domain::clock& clock) : clock_(clock) {}
  ~asker() override;
  /// To be called once, before the first question.
  void connect(const actors::region& entities) { entities_ = &entities; }
  /// Forgets the questions that are still open, whose timers must not outlive their executors. After all threads that
  /// ask have stopped; answers that come later find nobody.
  void close();

  /// The answer is a described struct. Without an answer in time: outcome_unknown, for the entity may still act.
  template <class Answer, class Command>
  boost::asio::awaitable<domain::result<Answer>> ask(domain::entity_key key, Command command,
                                                     std::chrono::milliseconds patience = default_patience) {
    actors::reply reply = co_await answer_to(key, caf::make_message(std::move(command)), patience);
    if (!reply) co_return reply.error();
    Answer answer;
    if (!codec::from_binary(*reply, answer)) co_return domain::refusal(domain::errc::internal);
    co_return answer;
  }

  /// For commands that nobody waits for.
  template <class Command>
  void tell(domain::entity_key key, Command command) {
    entities_->tell(key, std::move(command));
  }

  void answer(actors::ticket to, actors::reply what) noexcept override;

  /// The time that the actors go by.
  domain::instant now() const { return clock_.now(); }

  /// Where devices are to be told of events.
  actors::device_directory& devices() const { return entities_->devices(); }

private:
  static constexpr std::chrono::milliseconds default_patience{5000};
  struct question;
  /// Tickets are spread over stripes, so that threads seldom meet at a lock.
  struct stripe {
    std::mutex mutex;
    std::unordered_map<actors::ticket, std::shared_ptr<question>> open;
  };

  boost::asio::awaitable<actors::reply> answer_to(domain::entity_key key, caf::message command,
                                                  std::chrono::milliseconds patience);
  stripe& stripe_of(actors::ticket t) { return stripes_[t % stripes_.size()]; }

  const domain::clock& clock_;
  const actors::region* entities_ = nullptr;
  std::atomic<actors::ticket> last_{0};
  std::array<stripe, 16> stripes_;
};

}  // namespace homigo::http
