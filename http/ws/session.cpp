#include "http/ws/session.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "codec/json_reader.hpp"
#include "http/ws/frame_budget.hpp"
#include "http/ws/frames.hpp"
#include "http/ws/live_session.hpp"

namespace homigo::http {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;
using boost::system::error_code;

namespace {

ws_close close_of(domain::token_fault fault) {
  switch (fault) {
    case domain::token_fault::unknown:
      return ws_close::token_unknown;
    case domain::token_fault::expired:
      return ws_close::token_expired;
    case domain::token_fault::account_suspended:
      return ws_close::account_suspended;
  }
  return ws_close::token_unknown;
}

domain::result<auth_frame> read_auth(std::string_view text) {
  codec::read_options strictly;
  strictly.unknown = codec::unknown_fields::refused;
  auth_frame frame;
  if (auto read = codec::read_json(text, domain::descriptor<auth_frame>(), &frame, strictly); !read)
    return read.error();
  if (frame.op != "auth") return domain::refusal(domain::errc::malformed_request);
  return frame;
}

}  // namespace

ws_session::ws_session(asio::ip::tcp::socket socket, request_pipeline& pipeline, connection_table::place place,
                       ws_start start)
    : pipeline_(pipeline),
      settings_(pipeline.services().settings),
      stream_(std::move(socket)),
      timer_(stream_.get_executor()),
      room_(stream_.get_executor()),
      place_(std::move(place)),
      start_(std::move(start)),
      queue_(static_cast<std::size_t>(settings_.ws_queue_frames), static_cast<std::size_t>(settings_.ws_queue_bytes)) {}

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
  stream_.read_message_max(0);  // read_frame() counts: Beast would close before the error frame is written
  stream_.auto_fragment(false);
  stream_.text(true);
  stream_.control_callback(
      [this](websocket::frame_type kind, boost::beast::string_view) { count_control_frame(kind); });
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
    const bool known = co_await identify_by_frame(auth_id);
    if (!known) co_return false;
    timer_.cancel();
  }
  opened_ = true;
  co_await start_.peer->opened(shared_from_this(), *start_.who, std::move(auth_id));
  co_return true;
}

asio::awaitable<bool> ws_session::identify_by_frame(std::string& auth_id) {
  const bool came = co_await read_frame();
  if (!came) co_return false;
  auto asked = read_auth(frame());
  if (!asked) {
    close(ws_close::bad_frame);
    co_return false;
  }
  auto found = co_await pipeline_.who().person_of(asked->token, start_.remote_address);
  // An operator is no person, and nothing happens to one.
  const bool is_welcome = found && !found->is_operator && found->account_status == domain::account_status::active;
  if (!is_welcome) {
    const auto why = found ? domain::refusal(domain::errc::unauthorized) : found.error();
    close(co_await fault_of(std::move(asked->token), why));
    co_return false;
  }
  start_.who = *found;
  auth_id = asked->id.value_or("");
  co_return true;
}

/// A dead token says of what it died: the app refreshes it, signs in again, or tells its user.
asio::awaitable<ws_close> ws_session::fault_of(std::string token, domain::failure why) {
  if (why.code == domain::errc::quota_exceeded) co_return ws_close::too_many_tokens;
  if (why.code != domain::errc::unauthorized) co_return ws_close::unavailable;
  auto fault = domain::token_fault::unknown;
  try {
    std::function<void()> look_up = [&] { fault = pipeline_.services().tokens.fault_of(token); };
    const bool ran = co_await pipeline_.services().lanes.ordinary().perform(std::move(look_up));
    if (!ran) co_return ws_close::unavailable;
  } catch (const std::exception& e) {
    spdlog::warn("WebSocket request_id={} cannot say what is wrong with a token: {}", start_.request_id, e.what());
    co_return ws_close::unavailable;
  }
  co_return close_of(fault);
}

asio::awaitable<void> ws_session::read_frames() {
  frame_budget budget{static_cast<double>(settings_.ws_frames_per_second),
                      static_cast<double>(settings_.ws_frames_burst), steady::now()};
  asio::steady_timer pause{stream_.get_executor()};
  while (true) {
    if (const bool came = co_await read_frame(); !came) co_return;
    start_.peer->text(frame());
    const auto wait = budget.spend(steady::now());
    if (wait == steady::duration::zero()) continue;
    error_code failed;
    pause.expires_after(wait);
    co_await pause.async_wait(into(failed));
  }
}

/// False when the connection ends. Texts that are not UTF-8 (1007) and broken frames (1002) Beast has answered itself.
asio::awaitable<bool> ws_session::read_frame() {
  const auto limit = static_cast<std::size_t>(settings_.ws_max_message_bytes);
  incoming_.clear();
  do {
    error_code failed;
    co_await stream_.async_read_some(incoming_, limit + 1 - incoming_.size(), into(failed));
    if (failed) co_return false;
    if (incoming_.size() <= limit) continue;
    close(ws_close::too_large);
    co_return false;
  } while (!stream_.is_message_done());
  if (stream_.got_text()) co_return true;
  close(ws_close::binary_frame);
  co_return false;
}

std::string_view ws_session::frame() const {
  const auto bytes = incoming_.cdata();
  return {static_cast<const char*>(bytes.data()), bytes.size()};
}

/// Pings cost us pongs: a flood of them is no keep-alive.
void ws_session::count_control_frame(websocket::frame_type kind) {
  if (kind != websocket::frame_type::ping) return;
  const auto now = steady::now();
  if (now - control_since_ > std::chrono::seconds{1}) {
    control_since_ = now;
    control_frames_ = 0;
  }
  if (++control_frames_ > settings_.ws_frames_burst) close(ws_close::too_many_pings);
}

/// The reader has ended: nothing more is queued, and the peer hears its last call.
void ws_session::finish() {
  bool closes_itself = false;
  {
    const std::lock_guard lock{mutex_};
    closes_itself = closing_.has_value();
    closing_ = closing_.value_or(ws_close::normal);
  }
  room_.cancel();
  if (opened_) start_.peer->closed();
  if (closes_itself) return;
  timer_.cancel();
  cut();
}

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
