#include "http/session.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include "http/access_log.hpp"
#include "http/answer_finisher.hpp"
#include "http/answer_writer.hpp"
#include "http/farewell.hpp"
#include "http/problem.hpp"
#include "http/request_reader.hpp"
#include "http/socket_handover.hpp"
#include "http/ws/session.hpp"

namespace homigo::http {

namespace asio = boost::asio;
using boost::system::error_code;
using domain::errc;
using domain::failure;
using steady = std::chrono::steady_clock;

namespace {

constexpr std::size_t skipped_at_most = 65'536;  // of a body that nobody wants

// Requests whose header is here whole and whose answer is in memory are served by plain functions; a coroutine is
// entered only where something has to be waited for. In coroutines, what is passed to an awaited call has a name: g++
// 12 destroys some temporaries there twice.
class session : public connection, public std::enable_shared_from_this<session> {
public:
  session(asio::ip::tcp::socket socket, session_place where, connection_table::place place, bool once)
      : socket_(std::move(socket)),
        executor_(socket_.get_executor()),
        pipeline_(where.pipeline),
        settings_(pipeline_.services().settings),
        place_(std::move(place)),
        table_(std::move(where.table)),
        onward_(where.onward),
        once_(once),
        in_(socket_, settings_),
        out_(socket_) {}

  void begin_with(std::string_view read) { in_.begin_with(read); }

  asio::awaitable<void> run();

  void drain() override {
    asio::post(executor_, [self = shared_from_this()] {
      if (self->idle_) self->cut();
    });
  }
  void abort() override {
    asio::post(executor_, [self = shared_from_this()] { self->cut(); });
  }

private:
  /// What becomes of the connection: another request, another thread, a farewell, or nothing more that a session could
  /// do.
  enum class next : std::uint8_t { keep, onward, close, gone };

  void cut() {
    error_code ignored;
    if (!upgraded_) socket_.close(ignored);
  }

  asio::ip::tcp::socket socket_onward();
  void go_on();
  asio::awaitable<next> converse();
  asio::awaitable<bool> flush() { return out_.flush(*limit_, std::chrono::milliseconds{settings_.write_timeout_ms}); }
  std::optional<next> serve_at_once();
  asio::awaitable<next> serve();
  void accept_header();
  asio::awaitable<next> answer();
  asio::awaitable<next> refuse();
  next refuse_unreadable();
  next conclude(response r);
  std::optional<failure> upgrade();
  void record(const response& r) const;

  asio::ip::tcp::socket socket_;
  asio::any_io_executor executor_;
  request_pipeline& pipeline_;
  const settings& settings_;
  connection_table::place place_;
  std::shared_ptr<const connection_table> table_;
  io_threads* onward_;
  const bool once_;
  request_reader in_;
  answer_writer out_;
  deadline* limit_ = nullptr;  // lives in run()
  // Of the request that is being served:
  std::optional<admission> admission_;
  std::string request_id_;
  steady::time_point started_{};
  bool keep_ = true;
  bool is_head_ = false;
  bool idle_ = false;
  bool answered_ = false;
  bool upgraded_ = false;  // the socket is the WebSocket's
};

asio::awaitable<void> session::run() {
  try {
    deadline patience{executor_, [this] { cut(); }};
    limit_ = &patience;
    in_.limited_by(patience);
    error_code failed;
    socket_.non_blocking(true, failed);
    place_.occupy(shared_from_this());
    const auto end = co_await converse();
    patience.never();
    if (end == next::onward) go_on();
    if (end == next::close) co_await linger(socket_);
  } catch (const std::exception& e) {
    spdlog::error("session ended by: {}", e.what());
  }
}

/// The socket on the thread where the connection goes on.
asio::ip::tcp::socket session::socket_onward() {
  return onward_ ? handed_over(std::move(socket_), onward_->next()) : std::move(socket_);
}

void session::go_on() {
  auto rest = in_.take_rest();
  start_session(socket_onward(), {pipeline_, table_, nullptr}, std::move(place_), std::move(rest), once_);
}

/// Answers to requests that came together leave together.
asio::awaitable<session::next> session::converse() {
  auto after = next::keep;
  while (after == next::keep) {
    if (in_.is_empty() || out_.is_full()) {
      auto sent = out_.write_now();
      if (!sent) sent = co_await flush();
      if (!sent) co_return next::gone;
      if (onward_ && answered_) co_return next::onward;
    }
    if (in_.is_empty()) {
      if (table_->draining()) co_return next::gone;
      idle_ = true;
      const bool came = co_await in_.wait();
      idle_ = false;
      if (!came) co_return next::gone;
    }
    const auto served = serve_at_once();
    if (served)
      after = *served;
    else
      after = co_await serve();
  }
  if (after == next::gone) co_return after;
  const bool sent = co_await flush();
  co_return sent ? after : next::gone;
}

/// Nothing when there is something to wait for: then serve() goes on from here.
std::optional<session::next> session::serve_at_once() {
  if (!in_.begin()) return std::nullopt;
  accept_header();
  auto& a = *admission_;
  if (in_.current().has_body() || a.unknown_token) return std::nullopt;
  if (a.refusal) return conclude(std::move(*a.refusal));
  auto ready = pipeline_.answer_from_memory(*a.admitted);
  if (!ready) return std::nullopt;
  return conclude(std::move(*ready));
}

asio::awaitable<session::next> session::serve() {
  if (!out_.is_empty()) {
    const bool sent = co_await flush();
    if (!sent) co_return next::gone;
  }
  if (!admission_) {
    co_await in_.read_header();
    if (in_.unread()) co_return refuse_unreadable();
    accept_header();
  }
  if (admission_->unknown_token) co_await pipeline_.look_up(*admission_);
  if (admission_->refusal) co_return co_await refuse();
  if (admission_->admitted->route().upgrade) {
    const auto refused = upgrade();
    if (!refused) co_return next::gone;
    keep_ = false;
    co_return conclude(problem(*refused, request_id_));
  }
  co_return co_await answer();
}

void session::accept_header() {
  started_ = steady::now();
  auto& asked = in_.current();
  auto& head = asked.head;
  keep_ = asked.keep_alive();
  is_head_ = head.verb == method::head;
  request_id_ = pipeline_.request_id(head.header("x-request-id"));
  if (const auto lawful = asked.check_head(); !lawful) {
    admission_.emplace();
    admission_->refusal = problem(lawful.error(), request_id_);
    keep_ = false;
    return;
  }
  head.request_id = request_id_;
  head.remote_address = pipeline_.addresses().of(head, place_.address());
  head.received_at = pipeline_.services().clock.now();
  admission_.emplace(pipeline_.admit(std::move(head), asked.target, limit_->lag(started_)));
}

/// The header was not HTTP, too large or too late; where the client can still listen, it is told.
session::next session::refuse_unreadable() {
  const auto refused = unreadable(in_.unread());
  if (!refused) return next::gone;
  started_ = steady::now();
  request_id_ = pipeline_.request_id(nullptr);
  admission_.emplace();
  keep_ = is_head_ = false;
  return conclude(problem(*refused, request_id_));
}

asio::awaitable<session::next> session::refuse() {
  if (in_.current().has_body() && keep_) {
    // A body that still comes is read and forgotten, unless the client waits for our word or it is long.
    auto here = in_.body_here(skipped_at_most);
    if (!here && in_.current().wants_continue) here = request_reader::body::too_large;
    const auto skipped = here ? *here : co_await in_.read_body();
    if (skipped == request_reader::body::broken) co_return next::gone;
    keep_ = skipped == request_reader::body::done;
  }
  auto refusal = std::move(*admission_->refusal);
  co_return conclude(std::move(refusal));
}

asio::awaitable<session::next> session::answer() {
  auto& a = *admission_;
  const auto here = in_.body_here(a.body_limit);
  const auto read = here ? *here : co_await in_.read_body();
  if (read == request_reader::body::broken) co_return next::gone;
  if (read == request_reader::body::too_large) {
    keep_ = false;
    const failure why{errc::payload_too_large, "The body may have " + std::to_string(a.body_limit) + " bytes."};
    co_return conclude(problem(why, request_id_));
  }
  a.admitted->mutable_request().body = std::move(in_.current().body);
  auto ready = pipeline_.answer_from_memory(*a.admitted);
  if (!ready) ready = co_await pipeline_.answer(*a.admitted);
  co_return conclude(std::move(*ready));
}

/// Queues the answer; converse() writes it.
session::next session::conclude(response r) {
  keep_ = keep_ && !once_ && !table_->draining();
  answered_ = true;
  complete_headers(admission_->headers, r);
  record(r);  // before the client can act on it
  out_.add(std::move(r), {keep_, in_.current().version == 10, request_id_, pipeline_.services().clock.now()}, is_head_);
  admission_.reset();
  return keep_ ? next::keep : next::close;
}

/// Nothing when the connection is a WebSocket from now on.
std::optional<failure> session::upgrade() {
  auto& a = *admission_;
  auto asked = as_beast(a.admitted->request(), in_.current().target, in_.current().version);
  if (auto lawful = check_upgrade(a.admitted->request(), asked); !lawful) return lawful.error();
  if (!pipeline_.cors().admits_upgrade(a.admitted->request()))
    return failure{errc::forbidden, "Pages of this origin may not connect."};
  if (!in_.is_empty()) return failure{errc::malformed_request, "Nothing may be sent before the upgrade is answered."};
  if (table_->draining()) return failure{errc::draining, "This node is about to leave. Try again."};
  response switching;
  switching.status = 101;
  record(switching);
  std::optional<domain::principal> who;
  if (const auto* viewer = a.admitted->viewer()) who = *viewer;
  auto socket = socket_onward();
  upgraded_ = true;
  start_websocket(std::move(socket), std::move(asked), pipeline_, std::move(place_),
                  {a.admitted->route().upgrade(), who, request_id_, a.admitted->request().remote_address});
  return std::nullopt;
}

void session::record(const response& r) const {
  const auto& a = *admission_;
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(steady::now() - started_);
  access_record line{a.route_name, r.status, took, r.body.size(), request_id_, place_.address(), {}};
  if (a.admitted) line.remote_address = a.admitted->request().remote_address;
  if (a.admitted && a.admitted->viewer()) line.user_id = a.admitted->viewer()->user_id;
  log_access(line);
  pipeline_.services().metrics.count(a.route_name, r.status, took);
}

}  // namespace

void start_session(asio::ip::tcp::socket socket, session_place where, connection_table::place place, std::string read,
                   bool once) {
  const auto executor = socket.get_executor();
  auto one = std::make_shared<session>(std::move(socket), std::move(where), std::move(place), once);
  one->begin_with(read);
  asio::co_spawn(
      executor, [one]() -> asio::awaitable<void> { return one->run(); }, asio::detached);
}

}  // namespace homigo::http
