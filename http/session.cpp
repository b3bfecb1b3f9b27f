#include "http/session.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

#include "http/access_log.hpp"
#include "http/farewell.hpp"
#include "http/media_type.hpp"
#include "http/problem.hpp"
#include "http/request_head.hpp"
#include "http/response_head.hpp"
#include "http/ws/session.hpp"

namespace homigo::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using domain::errc;
using domain::failure;
using steady = std::chrono::steady_clock;

namespace {

constexpr std::size_t body_chunk = 65'536;
constexpr std::size_t kept_buffer = 16'384;  // an idle connection holds no more

auto into(error_code& failed) { return asio::redirect_error(asio::use_awaitable, failed); }

// In coroutines, what is passed to an awaited call has a name: g++ 12 destroys some temporaries there twice.
class session : public connection, public std::enable_shared_from_this<session> {
public:
  session(asio::ip::tcp::socket socket, request_pipeline& pipeline, connection_table::place place,
          std::shared_ptr<const connection_table> table)
      : stream_(std::move(socket)),
        executor_(stream_.get_executor()),
        pipeline_(pipeline),
        settings_(pipeline.services().settings),
        place_(std::move(place)),
        table_(std::move(table)),
        buffer_(static_cast<std::size_t>(settings_.header_limit_bytes) + body_chunk) {}

  asio::awaitable<void> run();

  void drain() override {
    asio::post(executor_, [self = shared_from_this()] {
      if (self->idle_ && !self->upgraded_) self->stream_.close();
    });
  }
  void abort() override {
    asio::post(executor_, [self = shared_from_this()] {
      if (!self->upgraded_) self->stream_.close();
    });
  }

private:
  using parser = beast::http::request_parser<beast::http::string_body>;
  enum class reading : std::uint8_t { done, too_large, broken };
  /// What becomes of the connection: another request, a farewell, or nothing more that a session could do.
  enum class next : std::uint8_t { keep, close, gone };

  void limit(std::int32_t ms) { stream_.expires_after(std::chrono::milliseconds{ms}); }
  bool has_body() const { return in_->chunked() || in_->content_length().value_or(0) > 0; }
  bool wants_continue() const { return beast::iequals(in_->get()[beast::http::field::expect], "100-continue"); }

  asio::awaitable<bool> wait_for_request();
  asio::awaitable<next> serve();
  asio::awaitable<next> refuse_unreadable(error_code why);
  asio::awaitable<next> answer(admission& a);
  asio::awaitable<next> refuse(admission& a);
  asio::awaitable<reading> read_body(std::size_t limit_bytes);
  asio::awaitable<next> send(response r, admission& a, bool keep);
  std::optional<failure> upgrade(admission& a);
  void record(const response& r, const admission& a) const;
  std::string remote_address(const request& head) const;

  beast::tcp_stream stream_;
  asio::any_io_executor executor_;
  request_pipeline& pipeline_;
  const settings& settings_;
  connection_table::place place_;
  std::shared_ptr<const connection_table> table_;
  beast::flat_buffer buffer_;
  std::optional<parser> in_;
  std::string request_id_;
  steady::time_point started_{};
  bool is_head_ = false;
  bool idle_ = true;
  bool upgraded_ = false;  // the stream is the WebSocket's
};

asio::awaitable<void> session::run() {
  try {
    place_.occupy(shared_from_this());
    auto after = next::keep;
    while (after == next::keep) {
      const bool came = co_await wait_for_request();
      if (!came) co_return;
      after = co_await serve();
    }
    if (after == next::close) co_await linger(stream_);
  } catch (const std::exception& e) {
    spdlog::error("session ended by: {}", e.what());
  }
}

asio::awaitable<bool> session::wait_for_request() {
  idle_ = true;
  in_.reset();
  if (buffer_.size() == 0) {
    if (table_->draining()) co_return false;
    if (buffer_.capacity() > kept_buffer) buffer_.shrink_to_fit();
    error_code failed;
    limit(settings_.idle_timeout_ms);
    const auto n = co_await stream_.async_read_some(buffer_.prepare(4096), into(failed));
    if (failed) co_return false;
    buffer_.commit(n);
  }
  idle_ = false;
  co_return true;
}

asio::awaitable<session::next> session::serve() {
  in_.emplace();
  in_->header_limit(static_cast<std::uint32_t>(settings_.header_limit_bytes));
  in_->body_limit(boost::none);  // each route has its own, known after the header
  error_code failed;
  limit(settings_.header_timeout_ms);
  co_await beast::http::async_read_header(stream_, buffer_, *in_, into(failed));
  started_ = steady::now();
  if (failed) co_return co_await refuse_unreadable(failed);
  auto head = read_head(in_->get());
  request_id_ = pipeline_.request_id(head ? head->header("x-request-id") : nullptr);
  if (!head) {
    admission a;
    auto refusal = problem(head.error(), request_id_);
    co_return co_await send(std::move(refusal), a, false);
  }
  is_head_ = head->verb == method::head;
  head->request_id = request_id_;
  head->remote_address = remote_address(*head);
  head->received_at = pipeline_.services().clock.now();
  const std::string_view target{in_->get().target().data(), in_->get().target().size()};
  auto a = co_await pipeline_.admit(std::move(*head), target);
  if (a.refusal) co_return co_await refuse(a);
  if (a.admitted->route().upgrade) {
    auto refused = upgrade(a);
    if (!refused) co_return next::gone;
    auto refusal = problem(*refused, request_id_);
    co_return co_await send(std::move(refusal), a, false);
  }
  co_return co_await answer(a);
}

/// The header was not HTTP, too large or too late; where the client can still listen, it is told.
asio::awaitable<session::next> session::refuse_unreadable(error_code why) {
  request_id_ = pipeline_.request_id(nullptr);
  is_head_ = false;
  const auto refused = unreadable(why);
  if (!refused) co_return next::gone;
  admission a;
  auto refusal = problem(*refused, request_id_);
  co_return co_await send(std::move(refusal), a, false);
}

asio::awaitable<session::reading> session::read_body(std::size_t limit_bytes) {
  if (in_->content_length().value_or(0) > limit_bytes) co_return reading::too_large;
  if (!has_body()) co_return reading::done;
  in_->body_limit(limit_bytes);
  error_code failed;
  limit(settings_.body_timeout_ms);
  if (wants_continue()) {
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(stream_, asio::buffer(go_on), into(failed));
    if (failed) co_return reading::broken;
  }
  co_await beast::http::async_read(stream_, buffer_, *in_, into(failed));
  if (failed == beast::http::error::body_limit) co_return reading::too_large;
  co_return failed ? reading::broken : reading::done;
}

asio::awaitable<session::next> session::refuse(admission& a) {
  auto keep = in_->keep_alive();
  if (has_body()) {
    // A body that still comes is read and forgotten, unless the client waits for our word or it is long.
    const auto read = wants_continue() ? reading::too_large : co_await read_body(body_chunk);
    if (read == reading::broken) co_return next::gone;
    keep = keep && read == reading::done;
  }
  auto refusal = std::move(*a.refusal);
  co_return co_await send(std::move(refusal), a, keep);
}

asio::awaitable<session::next> session::answer(admission& a) {
  const auto read = co_await read_body(a.body_limit);
  if (read == reading::broken) co_return next::gone;
  if (read == reading::too_large) {
    const failure why{errc::payload_too_large, "The body may have " + std::to_string(a.body_limit) + " bytes."};
    auto refusal = problem(why, request_id_);
    co_return co_await send(std::move(refusal), a, false);
  }
  const auto keep = in_->keep_alive();
  a.admitted->mutable_request().body = std::move(in_->get().body());
  if (auto ready = pipeline_.answer_from_memory(*a.admitted)) {
    auto known = std::move(*ready);
    co_return co_await send(std::move(known), a, keep);
  }
  auto answered = co_await pipeline_.answer(*a.admitted);
  co_return co_await send(std::move(answered), a, keep);
}

asio::awaitable<session::next> session::send(response r, admission& a, bool keep) {
  keep = keep && !table_->draining();
  for (auto& field : a.headers) r.headers.push_back(std::move(field));
  const head_facts facts{keep, in_->get().version() == 10, request_id_, pipeline_.services().clock.now()};
  const auto head = response_head(r, facts);
  const std::string_view body = is_head_ ? std::string_view{} : std::string_view{r.body};
  const std::array<asio::const_buffer, 2> bytes{asio::buffer(head), asio::buffer(body)};
  error_code failed;
  limit(settings_.write_timeout_ms);
  record(r, a);  // before the client can act on it
  co_await asio::async_write(stream_, bytes, into(failed));
  if (failed) co_return next::gone;
  co_return keep ? next::keep : next::close;
}

/// Nothing when the connection is a WebSocket from now on.
std::optional<failure> session::upgrade(admission& a) {
  if (!is_websocket_upgrade(in_->get()))
    return failure{errc::malformed_request, "This address speaks WebSocket (version 13) only."};
  if (buffer_.size() != 0)
    return failure{errc::malformed_request, "Nothing may be sent before the upgrade is answered."};
  if (table_->draining()) return failure{errc::draining, "This node is about to leave. Try again."};
  response switching;
  switching.status = 101;
  record(switching, a);
  std::optional<domain::principal> who;
  if (const auto* viewer = a.admitted->viewer()) who = *viewer;
  upgraded_ = true;
  start_websocket(std::move(stream_), in_->release(), pipeline_, std::move(place_),
                  {a.admitted->route().upgrade(), who, request_id_});
  return std::nullopt;
}

void session::record(const response& r, const admission& a) const {
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(steady::now() - started_);
  access_record line{a.route_name, r.status, took, r.body.size(), request_id_, place_.address(), {}};
  if (a.admitted && a.admitted->viewer()) line.user_id = a.admitted->viewer()->user_id;
  log_access(line);
  pipeline_.services().metrics.count(a.route_name, r.status, took);
}

std::string session::remote_address(const request& head) const {
  const auto* forwarded = settings_.trust_forwarded_for ? head.header("x-forwarded-for") : nullptr;
  if (!forwarded) return place_.address();
  const auto comma = forwarded->rfind(',');
  return std::string{trimmed(std::string_view{*forwarded}.substr(comma == std::string::npos ? 0 : comma + 1))};
}

}  // namespace

void start_session(asio::ip::tcp::socket socket, request_pipeline& pipeline, connection_table::place place,
                   std::shared_ptr<const connection_table> table) {
  const auto executor = socket.get_executor();
  auto one = std::make_shared<session>(std::move(socket), pipeline, std::move(place), std::move(table));
  asio::co_spawn(
      executor, [one]() -> asio::awaitable<void> { return one->run(); }, asio::detached);
}

}  // namespace homigo::http
