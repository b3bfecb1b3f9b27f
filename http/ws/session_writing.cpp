// The part of a WebSocket session that writes: frames one after another, then the close frame.
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include "http/ws/live_session.hpp"

namespace homigo::http {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;
using boost::system::error_code;

void ws_session::after(std::int32_t ms, void (ws_session::*then)()) {
  timer_.expires_after(std::chrono::milliseconds{ms});
  timer_.async_wait([self = shared_from_this(), then](error_code cancelled) {
    if (!cancelled) (self.get()->*then)();
  });
}

void ws_session::abort() {
  asio::post(stream_.get_executor(), [self = shared_from_this()] { self->cut(); });
}

void ws_session::send(std::shared_ptr<const std::string> frame) {
  bool overflow = false;
  {
    const std::lock_guard lock{mutex_};
    if (closing_) return;
    overflow = !queue_.push(std::move(frame));
    if (overflow) queue_.clear();
    if (!overflow && busy_) return;
    if (!overflow) busy_ = true;
  }
  if (overflow)
    close(ws_close::too_slow);
  else
    asio::post(stream_.get_executor(), [self = shared_from_this()] { self->write_next(); });
}

bool ws_session::has_room() {
  const std::lock_guard lock{mutex_};
  return !closing_ && queue_.is_half_empty();
}

asio::awaitable<bool> ws_session::room() {
  while (!has_room()) {
    {
      const std::lock_guard lock{mutex_};
      if (closing_) co_return false;
    }
    const auto written = written_;
    error_code cancelled;
    room_.expires_after(std::chrono::milliseconds{settings_.ws_idle_timeout_ms});
    co_await room_.async_wait(into(cancelled));
    if (!cancelled && written == written_) close(ws_close::too_slow);
  }
  co_return true;
}

void ws_session::close(ws_close why) {
  bool start_writer = false;
  {
    const std::lock_guard lock{mutex_};
    if (closing_) return;
    if (auto error = error_frame(why); !error.empty())
      queue_.push(std::make_shared<const std::string>(std::move(error)));
    closing_ = why;
    start_writer = !busy_;
    busy_ = true;
  }
  asio::post(stream_.get_executor(), [self = shared_from_this(), start_writer] {
    self->after(self->settings_.ws_close_timeout_ms, &ws_session::cut);
    self->room_.cancel();
    if (start_writer) self->write_next();
  });
}

/// Writes the oldest frame, then the next; after the last one, the close frame if one is due.
void ws_session::write_next() {
  std::optional<ws_close> last;
  bool has_room = false;
  {
    const std::lock_guard lock{mutex_};
    writing_ = queue_.pop();
    has_room = queue_.is_half_empty();
    if (!writing_ && !closing_) busy_ = false;
    if (!writing_) last = closing_;
  }
  if (has_room) room_.cancel();
  if (last) return write_close(*last);
  if (!writing_) return;
  stream_.async_write(asio::buffer(*writing_), [self = shared_from_this()](error_code failed, std::size_t) {
    ++self->written_;
    if (failed)
      self->cut();
    else
      self->write_next();
  });
}

void ws_session::write_close(ws_close why) {
  const auto& reason = reason_of(why);
  const websocket::close_reason told{static_cast<websocket::close_code>(reason.code),
                                     boost::beast::string_view{reason.sentence.data(), reason.sentence.size()}};
  stream_.async_close(told, [self = shared_from_this()](error_code) {
    self->timer_.cancel();
    self->cut();
  });
}

}  // namespace homigo::http
