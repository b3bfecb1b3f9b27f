#include "http/pipeline/request_pipeline.hpp"

#include <algorithm>

#include "http/message/answer_finisher.hpp"
#include "http/message/header_syntax.hpp"
#include "http/message/problem.hpp"
#include "http/message/query_reader.hpp"
#include "http/message/target.hpp"
#include "http/pipeline/body_reader.hpp"
#include "http/pipeline/idempotency.hpp"
#include "http/routing/access_check.hpp"
#include "http/routing/unmatched.hpp"

namespace homigo::http {

namespace asio = boost::asio;

namespace {

using domain::errc;
using domain::failure;

domain::result<void> read_query_of(call& c) {
  if (!c.route().queries) return {};
  auto object = c.route().make_query();
  if (auto read = read_query(c.request().query, *c.route().queries, object.get()); !read) return read;
  c.query_object(std::move(object));
  return {};
}

/// A body that was good when it was sent first may hold dates that have passed since; null where that is not why it
/// was refused.
std::shared_ptr<void> read_without_calendar(call& c) {
  if (c.route().body != body_kind::json || !c.request().header("idempotency-key")) return {};
  auto body = read_body(c, std::nullopt);
  return body ? *body : nullptr;
}

/// What is answered before the handler runs; nothing when it shall. Blocks if there is an exchange.
std::optional<outcome> settle_first(std::optional<idempotent_exchange>& exchange,
                                    const domain::result<std::shared_ptr<void>>& body, call& c) {
  if (!body) return exchange ? exchange->refuse(body.error()) : outcome{body.error()};
  return exchange ? exchange->begin(c) : std::nullopt;
}

response as_response(outcome settled, const std::string& request_id) {
  return settled ? *std::move(settled) : problem(settled.error(), request_id);
}

}  // namespace

request_pipeline::request_pipeline(edge_services services)
    : services_(services),
      who_(services.tokens, services.limits, services.lanes),
      addresses_(services.settings),
      cors_(services.settings.cors_origins) {}

std::string request_pipeline::request_id(const std::string* proposed) const {
  const auto lawful = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  if (proposed && !proposed->empty() && proposed->size() <= 64 && std::ranges::all_of(*proposed, lawful))
    return *proposed;
  return domain::to_string(services_.ids.next());
}

/// What the workers or this thread are behind with: answers from memory load the thread alone.
bool request_pipeline::must_shed(load_class load, std::chrono::steady_clock::duration lag) const {
  const auto of_thread = std::chrono::duration_cast<std::chrono::milliseconds>(lag);
  const auto delay = std::max(services_.lanes.ordinary().queue_delay(), of_thread).count();
  switch (load) {
    case load_class::probe:
    case load_class::essential:
      return false;
    case load_class::ordinary:
      return delay > services_.settings.shed_ordinary_after_ms;
    case load_class::swipe:
      return delay > services_.settings.shed_swipes_after_ms;
    case load_class::browse:
      return delay > services_.settings.shed_browse_after_ms;
  }
  return false;
}

domain::result<void> request_pipeline::check_rate(const call& c, field_list& headers) {
  const auto& limit = c.route().limited;
  if (!limit) return {};
  const auto* viewer = c.viewer();
  const auto subject = viewer ? domain::to_string(viewer->user_id) : c.request().remote_address;
  const auto key = limit_key(*limit, c.route().name, subject);
  const auto v = services_.limits.take(key, *limit, std::chrono::steady_clock::now());
  headers.emplace_back("RateLimit-Limit", std::to_string(limit->requests));
  headers.emplace_back("RateLimit-Remaining", std::to_string(v.remaining));
  headers.emplace_back("RateLimit-Reset", std::to_string(v.reset.count()));
  if (v.allowed) return {};
  return too_many_requests(v);
}

/// Leaves a token that is not in memory in `a.unknown_token`.
domain::result<void> request_pipeline::identify(admission& a) {
  auto& c = *a.admitted;
  const auto& entry = c.route();
  if (entry.access == access::anonymous) return {};
  const auto token = bearer_token(c.request().header("authorization"));
  if (!token && entry.access == access::viewer_optional) return {};
  if (!token || token->empty()) return failure{errc::unauthorized, "Send an access token: Authorization: Bearer …"};
  if (const auto known = services_.tokens.cached(*token)) return let_in(c, *known);
  a.unknown_token = std::string{*token};
  return {};
}

domain::result<void> request_pipeline::let_in(call& c, const domain::principal& who) const {
  if (auto allowed = check_access(c.route(), who); !allowed) return allowed;
  c.principal(who);
  return {};
}

/// False when too many requests are in flight already.
bool request_pipeline::enter(admission& a) {
  a.in_flight.reset(&in_flight_);
  return in_flight_.fetch_add(1) < services_.settings.max_requests_in_flight;
}

admission request_pipeline::admit(request head, std::string_view text, std::chrono::steady_clock::duration lag) {
  admission a;
  a.body_limit = static_cast<std::size_t>(services_.settings.body_limit_bytes);
  cors_.add_headers(head, a.headers);
  auto parsed = parse_target(text);
  if (!parsed) {
    a.refusal = problem(parsed.error(), head.request_id);
    return a;
  }
  head.segments = std::move(parsed->segments);
  head.query = std::move(parsed->query);
  auto match = services_.routes.find(head.verb, head.segments);
  if (!match.found) {
    a.refusal = cors_.preflight(head, match.allow);
    if (!a.refusal) a.refusal = unmatched(head, match);
    return a;
  }
  a.route_name = match.found->name;
  if (match.found->body_limit != 0) a.body_limit = match.found->body_limit;
  if (match.found->load != load_class::probe && (!enter(a) || must_shed(match.found->load, lag))) {
    a.refusal = problem(domain::refusal(errc::overloaded), head.request_id);
    return a;
  }
  a.admitted = std::make_unique<call>(std::move(head), *match.found, std::move(match.path_values));
  auto identified = identify(a);
  if (!a.unknown_token) check_request(a, std::move(identified));
  return a;
}

void request_pipeline::check_request(admission& a, domain::result<void> so_far) {
  auto& c = *a.admitted;
  const auto& id = c.request().request_id;
  if (so_far) so_far = check_rate(c, a.headers);
  if (!so_far) {
    a.refusal = problem(so_far.error(), id);
    return;
  }
  // A provider may add what it likes to the address of its webhook, which is signed over its body.
  if (c.route().body != body_kind::raw)
    if (const auto known = check_parameters(c.request().query, c.route().queries); !known) {
      a.refusal = problem(known.error(), id);
      return;
    }
  if (const auto read = read_query_of(c); !read) a.refusal = problem(read.error(), id);
}

asio::awaitable<void> request_pipeline::look_up(admission& a) {
  const auto found = co_await who_.holder_of(*a.unknown_token, a.admitted->request().remote_address);
  a.unknown_token.reset();
  check_request(a, found ? let_in(*a.admitted, *found) : domain::result<void>{found.error()});
}

std::optional<response> request_pipeline::answer_from_memory(call& c) const noexcept {
  if (!c.route().from_memory) return std::nullopt;
  const auto& id = c.request().request_id;
  try {
    auto found = c.route().from_memory(c);
    if (!found) return std::nullopt;
    auto r = *found ? std::move(**found) : problem(found->error(), id);
    finish_answer(c.request(), r, static_cast<std::size_t>(services_.settings.compress_above_bytes));
    return r;
  } catch (...) {
    return problem(failure_of(std::current_exception(), c.route().name, id), id);
  }
}

response request_pipeline::answer_by_running(call& c) {
  const auto& id = c.request().request_id;
  auto body = read_body(c, domain::india_day(services_.clock.now()));
  const auto decoded = body ? *body : read_without_calendar(c);
  auto guarded = idempotent_exchange::of(c, decoded.get(), services_.first_answers);
  if (!guarded) return problem(guarded.error(), id);
  auto& exchange = *guarded;
  if (auto settled = settle_first(exchange, body, c)) return as_response(*std::move(settled), id);
  response r;
  try {
    auto done = c.route().run(c, body->get());
    r = as_response(std::move(done), id);
  } catch (...) {
    r = problem(failure_of(std::current_exception(), c.route().name, id), id);
  }
  if (exchange) exchange->end(r);
  return r;
}

asio::awaitable<response> request_pipeline::answer_by_asking(call& c) {
  const auto& id = c.request().request_id;
  auto body = read_body(c, domain::india_day(services_.clock.now()));
  const auto decoded = body ? *body : read_without_calendar(c);
  auto guarded = idempotent_exchange::of(c, decoded.get(), services_.first_answers);
  if (!guarded) co_return problem(guarded.error(), id);
  auto& exchange = *guarded;
  if (!exchange && !body) co_return problem(body.error(), id);
  if (exchange) {
    std::optional<outcome> settled;
    std::function<void()> begin = [&] { settled = settle_first(exchange, body, c); };
    const bool ran = co_await services_.lanes.ordinary().perform(std::move(begin));
    if (!ran) co_return problem(domain::refusal(errc::overloaded), id);
    if (settled) co_return as_response(*std::move(settled), id);
  }
  response r;
  std::exception_ptr thrown;
  try {
    auto done = co_await c.route().ask(c, body->get());
    r = as_response(std::move(done), id);
  } catch (...) {
    thrown = std::current_exception();
  }
  if (thrown) r = problem(failure_of(thrown, c.route().name, id), id);
  if (exchange) {
    std::function<void()> end = [&] { exchange->end(r); };
    // Without a worker the answer is not remembered: the scope stays in progress until the store gives it free.
    co_await services_.lanes.ordinary().perform(std::move(end));
  }
  co_return r;
}

asio::awaitable<response> request_pipeline::answer(call& c) {
  const auto& id = c.request().request_id;
  const auto compress_above = static_cast<std::size_t>(services_.settings.compress_above_bytes);
  response r;
  std::exception_ptr thrown;
  try {
    if (c.route().run) {
      std::function<void()> job = [&] {
        r = answer_by_running(c);
        finish_answer(c.request(), r, compress_above);
      };
      const bool ran = co_await services_.lanes.perform(c.route().work, c.request().remote_address, std::move(job));
      if (!ran) r = problem(domain::refusal(errc::overloaded), id);
    } else {
      r = co_await answer_by_asking(c);
      finish_answer(c.request(), r, compress_above);
    }
  } catch (...) {
    thrown = std::current_exception();
  }
  if (thrown) r = problem(failure_of(thrown, c.route().name, id), id);
  co_return r;
}

}  // namespace homigo::http
