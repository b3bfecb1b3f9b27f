#include "http/ws/session.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <mutex>

#include "codec/json_reader.hpp"
#include "http/ws/auth_frame.hpp"
#include "http/ws/frame_budget.hpp"
#include "http/ws/gathering_socket.hpp"
#include "http/ws/outgoing_queue.hpp"

namespace homigo::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using boost::system::error_code;
using steady = std::chrono::steady_clock;

namespace {

auto into(error_code& failed) { return asio::redirect_error(asio::use_awaitable, failed); }

/// Reads in one coroutine; writes and closes in handlers. Both run on the stream's executor, which is one thread; only
/// the queue is shared with others, under `mutex_`.
class ws_session : public ws_connection, public connection, public std::enable_shared_from_this<ws_session> {
public:
  ws_session(asio::ip::tcp::socket socket, request_pipeline& pipeline, connection_table::place place, ws_start start)
      : pipeline_(pipeline),
        settings_(pipeline.services().settings),
        stream_(std::move(socket)),
        timer_(stream_.get_executor()),
        place_(std::move(place)),
        start_(std::move(start)),
        queue_(static_cast<std::size_t>(settings_.ws_queue_frames),
               static_cast<std::size_t>(settings_.ws_queue_bytes)) {}

  asio::awaitable<void> run(beast_request upgrade);

  void send(std::shared_ptr<const std::string> frame) override;
  void close(ws_close why) override;
  asio::any_io_executor executor() override { return stream_.get_executor(); }
  void drain() override { close(ws_close::draining); }
  void abort() override {
    asio::post(stream_.get_executor(), [self = shared_from_this()] { self->cut(); });
  }

private:
  void configure();
  asio::awaitable<bool> identify();
  asio::awaitable<void> read_frames();
  asio::awaitable<bool> read_frame();
  void count_control_frame(websocket::frame_type kind);
  void after(std::int32_t ms, void (ws_session::*then)());
  void write_next();
  void finish();
  void give_up_on_auth() { close(ws_close::policy); }
  void cut() { stream_.next_layer().close(); }

  request_pipeline& pipeline_;
  const settings& settings_;
  websocket::stream<gathering_socket> stream_;
  asio::steady_timer timer_;  // the time for auth, later the time for closing
  connection_table::place place_;
  ws_start start_;
  beast::flat_buffer incoming_;
  bool opened_ = false;
  std::int32_t control_frames_ = 0;
  steady::time_point control_since_{};
  outgoing_queue::frame writing_;

  std::mutex mutex_;
  outgoing_queue queue_;
  bool busy_ = false;  // write_next() is running or posted
  std::optional<ws_close> closing_;
};

void ws_session::configure() {
  websocket::stream_base::timeout limits{};
  limits.handshake_timeout = std::chrono::milliseconds{settings_.ws_close_timeout_ms};
  limits.idle_timeout = std::chrono::milliseconds{settings_.ws_idle_timeout_ms};
  limits.keep_alive_pings = true;
  stream_.set_option(limits);
  websocket::permessage_deflate deflate;
  deflate.server_enable = settings_.ws_deflate;
  deflate.server_max_window_bits = 10;
  deflate.client_max_window_bits = 10;
  deflate.compLevel = 1;
  deflate.memLevel = 1;
  stream_.set_option(deflate);
  stream_.read_message_max(static_cast<std::size_t>(settings_.ws_max_message_bytes));
  stream_.auto_fragment(false);
  stream_.text(true);
  stream_.control_callback([this](websocket::frame_type kind, beast::string_view) { count_control_frame(kind); });
}

asio::awaitable<void> ws_session::run(beast_request upgrade) {
  // Peer and session hold each other: a coroutine that is destroyed unfinished must undo that too.
  struct peer_release {
    ws_session& session;
    ~peer_release() { session.start_.peer.reset(); }
  } release{*this};
  try {
    configure();
    error_code failed;
    co_await stream_.async_accept(upgrade, into(failed));
    if (failed) co_return;
    place_.occupy(shared_from_this());
    const bool known = co_await identify();
    if (known) co_await read_frames();
  } catch (const std::exception& e) {
    spdlog::error("WebSocket request_id={} ended by: {}", start_.request_id, e.what());
    close(ws_close::internal);
  }
  finish();
}

/// True when the caller is known and the peer has been told.
asio::awaitable<bool> ws_session::identify() {
  std::string auth_id;
  if (!start_.who) {
    after(settings_.ws_auth_timeout_ms, &ws_session::give_up_on_auth);
    if (const bool came = co_await read_frame(); !came) co_return false;
    const auto bytes = incoming_.cdata();
    auto frame = codec::read_json<auth_frame>({static_cast<const char*>(bytes.data()), bytes.size()});
    domain::result<domain::principal> found{domain::failure{domain::errc::unauthorized, {}}};
    if (frame && frame->op == "auth") found = co_await pipeline_.authenticate(frame->token, start_.remote_address);
    if (found && found->account_status == domain::account_status::active) start_.who = *found;
    if (!start_.who) {
      const bool is_outage = !found && found.error().code != domain::errc::unauthorized;
      close(is_outage ? ws_close::too_slow : ws_close::policy);
      co_return false;
    }
    timer_.cancel();
    auth_id = frame->id.value_or("");
  }
  opened_ = true;
  start_.peer->opened(shared_from_this(), *start_.who, auth_id);
  co_return true;
}

asio::awaitable<void> ws_session::read_frames() {
  frame_budget budget{static_cast<double>(settings_.ws_frames_per_second),
                      static_cast<double>(settings_.ws_frames_burst), steady::now()};
  asio::steady_timer pause{stream_.get_executor()};
  while (true) {
    if (const bool came = co_await read_frame(); !came) co_return;
    const auto bytes = incoming_.cdata();
    start_.peer->text({static_cast<const char*>(bytes.data()), bytes.size()});
    const auto wait = budget.spend(steady::now());
    if (wait == steady::duration::zero()) continue;
    error_code failed;
    pause.expires_after(wait);
    co_await pause.async_wait(into(failed));
  }
}

/// False when the connection ends: Beast has answered too large frames (1009) and texts that are not UTF-8 (1007)
/// itself.
asio::awaitable<bool> ws_session::read_frame() {
  incoming_.clear();
  error_code failed;
  co_await stream_.async_read(incoming_, into(failed));
  if (failed) co_return false;
  if (stream_.got_text()) co_return true;
  close(ws_close::unsupported_data);
  co_return false;
}

/// Pings cost us pongs: a flood of them is no keep-alive.
void ws_session::count_control_frame(websocket::frame_type kind) {
  if (kind != websocket::frame_type::ping) return;
  const auto now = steady::now();
  if (now - control_since_ > std::chrono::seconds{1}) {
    control_since_ = now;
    control_frames_ = 0;
  }
  if (++control_frames_ > settings_.ws_frames_burst) close(ws_close::policy);
}

void ws_session::after(std::int32_t ms, void (ws_session::*then)()) {
  timer_.expires_after(std::chrono::milliseconds{ms});
  timer_.async_wait([self = shared_from_this(), then](error_code cancelled) {
    if (!cancelled) (self.get()->*then)();
  });
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

void ws_session::close(ws_close why) {
  bool start_writer = false;
  {
    const std::lock_guard lock{mutex_};
    if (closing_) return;
    closing_ = why;
    start_writer = !busy_;
    busy_ = true;
  }
  asio::post(stream_.get_executor(), [self = shared_from_this(), start_writer] {
    self->after(self->settings_.ws_close_timeout_ms, &ws_session::cut);
    if (start_writer) self->write_next();
  });
}

/// Writes the oldest frame, then the next; after the last one, the close frame if one is due.
void ws_session::write_next() {
  std::optional<ws_close> last;
  {
    const std::lock_guard lock{mutex_};
    writing_ = queue_.pop();
    if (!writing_ && !closing_) {
      busy_ = false;
      return;
    }
    if (!writing_) last = closing_;
  }
  if (last) {
    const websocket::close_reason reason{static_cast<websocket::close_code>(*last), reason_of(*last)};
    stream_.async_close(reason, [self = shared_from_this()](error_code) {
      self->timer_.cancel();
      self->cut();
    });
    return;
  }
  stream_.async_write(asio::buffer(*writing_), [self = shared_from_this()](error_code failed, std::size_t) {
    if (failed)
      self->cut();
    else
      self->write_next();
  });
}

/// The reader has ended: nothing more is queued, and the peer hears its last call.
void ws_session::finish() {
  bool closes_itself = false;
  {
    const std::lock_guard lock{mutex_};
    closes_itself = closing_.has_value();
    closing_ = closing_.value_or(ws_close::normal);
  }
  if (opened_) start_.peer->closed();
  if (closes_itself) return;
  timer_.cancel();
  cut();
}

}  // namespace

void start_websocket(asio::ip::tcp::socket socket, beast_request upgrade, request_pipeline& pipeline,
                     connection_table::place place, ws_start start) {
  const auto executor = socket.get_executor();
  auto one = std::make_shared<ws_session>(std::move(socket), pipeline, std::move(place), std::move(start));
  auto job = [one, request = std::move(upgrade)]() mutable -> asio::awaitable<void> {
    return one->run(std::move(request));
  };
  asio::co_spawn(executor, std::move(job), asio::detached);
}

}  // namespace homigo::http
