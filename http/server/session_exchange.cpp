// How one request on a connection is served.
#include "http/message/answer_finisher.hpp"
#include "http/message/byte_count.hpp"
#include "http/message/problem.hpp"
#include "http/server/access_log.hpp"
#include "http/server/http_session.hpp"
#include "http/ws/session.hpp"

namespace homigo::http {

namespace asio = boost::asio;
using domain::errc;
using domain::failure;
using steady = std::chrono::steady_clock;

namespace {

constexpr std::size_t skipped_at_most = 65'536;  // of a body that nobody wants

}  // namespace

/// Nothing when there is something to wait for: then serve() goes on from here.
std::optional<http_session::next> http_session::serve_at_once() {
  if (!in_.begin()) return std::nullopt;
  accept_header();
  auto& a = *admission_;
  if (in_.current().has_body() || a.unknown_token) return std::nullopt;
  if (a.refusal) return conclude(std::move(*a.refusal));
  auto ready = pipeline_.answer_from_memory(*a.admitted);
  if (!ready) return std::nullopt;
  return conclude(std::move(*ready));
}

asio::awaitable<http_session::next> http_session::serve() {
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

void http_session::accept_header() {
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
http_session::next http_session::refuse_unreadable() {
  const auto refused = unreadable(in_.unread(), static_cast<std::size_t>(settings_.header_limit_bytes));
  if (!refused) return next::gone;
  started_ = steady::now();
  request_id_ = pipeline_.request_id(nullptr);
  admission_.emplace();
  keep_ = is_head_ = false;
  return conclude(problem(*refused, request_id_));
}

asio::awaitable<http_session::next> http_session::refuse() {
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

asio::awaitable<http_session::next> http_session::answer() {
  auto& a = *admission_;
  const auto here = in_.body_here(a.body_limit);
  const auto read = here ? *here : co_await in_.read_body();
  if (read == request_reader::body::broken) co_return next::gone;
  if (read == request_reader::body::malformed) {
    keep_ = false;
    co_return conclude(problem({errc::malformed_request, "The chunked body is malformed."}, request_id_));
  }
  if (read == request_reader::body::too_large) {
    keep_ = false;
    const failure why{errc::payload_too_large, "The body can be at most " + bytes_text(a.body_limit) + '.'};
    co_return conclude(problem(why, request_id_));
  }
  a.admitted->mutable_request().body = std::move(in_.current().body);
  auto ready = pipeline_.answer_from_memory(*a.admitted);
  if (!ready) ready = co_await pipeline_.answer(*a.admitted);
  co_return conclude(std::move(*ready));
}

/// Queues the answer; converse() writes it.
http_session::next http_session::conclude(response r) {
  keep_ = keep_ && !once_ && !table_->draining();
  answered_ = true;
  complete_headers(admission_->headers, r);
  record(r);  // before the client can act on it
  out_.add(std::move(r), {keep_, in_.current().version == 10, request_id_, pipeline_.services().clock.now()}, is_head_);
  admission_.reset();
  return keep_ ? next::keep : next::close;
}

/// Nothing when the connection is a WebSocket from now on.
std::optional<failure> http_session::upgrade() {
  auto& a = *admission_;
  auto asked = as_beast(a.admitted->request(), in_.current().target, in_.current().version);
  if (auto lawful = check_upgrade(a.admitted->request(), asked); !lawful) return lawful.error();
  if (!pipeline_.cors().admits_upgrade(a.admitted->request()))
    return failure{errc::forbidden, "Pages from this origin are not allowed to connect."};
  if (!in_.is_empty()) return failure{errc::malformed_request, "Nothing may be sent before the upgrade is complete."};
  if (table_->draining()) return failure{errc::draining, "This server is restarting. Please try again."};
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

void http_session::record(const response& r) const {
  const auto& a = *admission_;
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(steady::now() - started_);
  access_record line{a.route_name, r.status, took, r.body.size(), request_id_, place_.address(), {}};
  if (a.admitted) line.remote_address = a.admitted->request().remote_address;
  if (a.admitted && a.admitted->viewer()) line.user_id = a.admitted->viewer()->user_id;
  log_access(line);
  pipeline_.services().metrics.count(a.route_name, r.status, took);
}

}  // namespace homigo::http
