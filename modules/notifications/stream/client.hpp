// One device's connection as the service sees it: which durable events it has had, and how it gets the next ones.
#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/sessions/session_protocol.hpp"
#include "domain/kernel/access/principal.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "http/routing/peer.hpp"

namespace homigo::modules {
class events;
struct rendered_event;
}  // namespace homigo::modules

namespace homigo::http {

class worker_pool;

/// Everything but the two calls of push_sink happens on the client's own executor, one thing at a time.
///
/// Rows are the truth: a nudge says how far the events of this user go, and the client reads on from where it is; only
/// the very next event is sent as it came. So none is lost and none comes twice, whatever happened to the nudges.
/// Events are queued no faster than the reader takes them, however many it has missed.
class ws_client final : public actors::push_sink, public std::enable_shared_from_this<ws_client> {
public:
  ws_client(boost::asio::any_io_executor executor, std::shared_ptr<ws_connection> connection,
            const domain::principal& who, worker_pool& workers, modules::events& events)
      : executor_(std::move(executor)),
        connection_(std::move(connection)),
        who_(who),
        workers_(workers),
        events_(events) {}

  // push_sink: any thread.
  void events_committed(const actors::events_committed& news) override;
  void volatile_event(std::shared_ptr<const std::string> frame) override {
    if (greeted_) connection_->send(std::move(frame));
  }

  const domain::principal& who() const { return who_; }
  const boost::asio::any_io_executor& executor() const { return executor_; }

  /// Finds the present event, after which live pushing is to start, and gives its number.
  boost::asio::awaitable<domain::result<std::int64_t>> start();
  /// The first frame: before it nothing is pushed. Live events follow.
  void greet(const std::optional<std::string>& id, std::int64_t seq);
  /// Goes back (or on) to `last_seq`; after `answered` was called come the events behind it, in order, then live ones.
  /// Fails with events_expired, malformed_request; the position stays then.
  boost::asio::awaitable<domain::result<void>> resume(std::int64_t last_seq, std::function<void()> answered);

  void send(std::string frame) { connection_->send(std::make_shared<const std::string>(std::move(frame))); }
  void answer(const std::optional<std::string>& id, std::string_view data);
  void answer(const std::optional<std::string>& id, const domain::failure& why);
  void close(ws_close why) { connection_->close(why); }

private:
  void take(const actors::events_committed& news);
  void pump();
  boost::asio::awaitable<void> read_on();
  boost::asio::awaitable<bool> push(const std::vector<modules::rendered_event>& events);

  boost::asio::any_io_executor executor_;
  std::shared_ptr<ws_connection> connection_;
  domain::principal who_;
  worker_pool& workers_;
  modules::events& events_;
  std::optional<std::int64_t> sent_;  // the last event that was sent; none before start()
  std::int64_t known_ = 0;            // the last event that is known to exist
  std::uint64_t position_changes_ = 0;
  bool reading_ = false;
  std::atomic<bool> greeted_{false};  // volatile events come from any thread
};

}  // namespace homigo::http
