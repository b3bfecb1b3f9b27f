// How handler files fill the route table: thin templates over the untyped entry.
#pragma once

#include <type_traits>

#include "http/routing/rendered_json.hpp"
#include "http/routing/route.hpp"

namespace homigo::http {

struct nothing {};

namespace detail {

response rendered(const call& c, const domain::type_descriptor& type, const void* object);
response rendered(const call& c, rendered_json json);
response empty_answer(const call& c);
outcome unwrapped(call& c, domain::result<void> done);

template <class T>
outcome unwrapped(call& c, domain::result<T> done) {
  if (!done) return done.error();
  if constexpr (std::is_same_v<T, response>)
    return std::move(*done);
  else if constexpr (std::is_same_v<T, rendered_json>)
    return rendered(c, std::move(*done));
  else
    return rendered(c, domain::descriptor<T>(), &*done);
}

template <class T>
std::shared_ptr<void> make_object() {
  return std::make_shared<T>();
}

template <class Body, class Handler>
boost::asio::awaitable<outcome> asked(const Handler& handler, call& c, void* body) {
  if constexpr (std::is_same_v<Body, nothing>)
    co_return unwrapped(c, co_await handler(c));
  else
    co_return unwrapped(c, co_await handler(c, std::move(*static_cast<Body*>(body))));
}

}  // namespace detail

/// `routes.post("/swipe").takes<swipe_request>().answers<swipe_answer>().run([&](call& c, const swipe_request& body)
/// -> domain::result<swipe_answer> { … })`. Handlers return domain::result of a described struct, rendered_json,
/// raw_response, or void (204).
template <class Body = nothing>
class route_builder {
public:
  explicit route_builder(route& entry) : entry_(entry) {}

  /// For the OpenAPI document: a title, and what else a caller should know. Like all texts of it a literal.
  route_builder& about(std::string_view summary, std::string_view description = {}) {
    return entry_.note.summary = summary, entry_.note.description = description, *this;
  }
  /// A body that would be accepted, as JSON.
  route_builder& example(std::string_view json) { return entry_.note.example = json, *this; }
  route_builder& explains(std::vector<parameter_note> parameters) {
    return entry_.note.parameters = std::move(parameters), *this;
  }
  template <class T>
  route_builder& also_answers(unsigned status, std::string_view when) {
    return entry_.note.also.push_back({status, when, &domain::descriptor<T>()}), *this;
  }
  /// A field that passes through as JSON holds a T.
  template <class T>
  route_builder& shows(std::string_view field) {
    return entry_.note.shapes.push_back({field, &domain::descriptor<T>()}), *this;
  }
  /// Of a merging route: fields that may have changed since they were read, so that their old values are ignored.
  route_builder& moving(std::vector<std::string_view> fields) { return entry_.note.moving = std::move(fields), *this; }
  route_builder& file(std::string_view part, std::string_view media_types) {
    return entry_.note.files.push_back({part, media_types}), *this;
  }
  template <class T>
  route_builder& form_texts() {
    return entry_.note.form_texts = &domain::descriptor<T>(), *this;
  }
  /// Of an answer that is no described type.
  route_builder& media_type(std::string_view name) { return entry_.note.media_type = name, *this; }
  route_builder& tells_location() { return entry_.note.tells_location = true, *this; }
  route_builder& honours_if_match() { return entry_.note.honours_if_match = true, *this; }

  /// No token is asked for, and none is looked at.
  route_builder& anonymous() { return entry_.access = access::anonymous, *this; }
  /// A token is looked at if there is one; a bad one is refused.
  route_builder& viewer_optional() { return entry_.access = access::viewer_optional, *this; }
  /// For operators whose role has this permission.
  route_builder& operators_with(domain::operator_permission needed) {
    return entry_.access = access::operators, entry_.permission = needed, *this;
  }
  route_builder& limited(rate_limit limit) { return entry_.limited = limit, *this; }
  route_builder& body_limit(std::size_t bytes) { return entry_.body_limit = bytes, *this; }
  route_builder& shed(load_class load) { return entry_.load = load, *this; }
  /// Where run() runs, if not among the ordinary work.
  route_builder& work(work_lane where) { return entry_.work = where, *this; }
  route_builder& not_idempotent() { return entry_.idempotent = false, *this; }
  route_builder& at_root() { return entry_.at_root = true, *this; }
  /// multipart/form-data, found in call::request().parts. Sets the body limit too.
  route_builder& multipart(multipart_limits limits) {
    entry_.body = body_kind::multipart, entry_.parts = limits, entry_.body_limit = limits.total_bytes;
    return *this;
  }
  /// Any media type, found unread in call::request().body (webhooks are signed over their bytes).
  route_builder& raw_body() { return entry_.body = body_kind::raw, *this; }
  /// A JSON body that call::merge_into() lays over a T.
  template <class T>
  route_builder& merges() {
    return entry_.body = body_kind::merge, entry_.takes = &domain::descriptor<T>(), *this;
  }
  template <class T>
  route_builder<T> takes() {
    entry_.body = body_kind::json, entry_.takes = &domain::descriptor<T>(), entry_.make_body = &detail::make_object<T>;
    return route_builder<T>{entry_};
  }
  /// The body is a bare list: the one that is the only field of T.
  template <class T>
  route_builder<T> takes_list() {
    entry_.takes_list = true;
    return takes<T>();
  }
  /// The type of the answer, whatever way the handler renders it.
  template <class T>
  route_builder& answers(unsigned status = 200) {
    return entry_.answers = &domain::descriptor<T>(), entry_.status = status, *this;
  }
  /// The query string by field names: see http/message/query_reader.hpp.
  template <class T>
  route_builder& queries() {
    return entry_.queries = &domain::descriptor<T>(), entry_.make_query = &detail::make_object<T>, *this;
  }

  /// Tried first, on the connection's I/O thread: gives the answer where all that it takes is in memory; otherwise
  /// nothing, and the handler below answers as if this had not been. Returns std::optional of what handlers return.
  /// Must never block, and tells the call nothing (ETag, headers) unless it answers. For routes without a body.
  template <class Handler>
  route_builder& from_memory(Handler handler) {
    static_assert(std::is_same_v<Body, nothing>, "a body is decoded for run() and ask() only");
    entry_.from_memory = [handler = std::move(handler)](call& c) -> std::optional<outcome> {
      auto found = handler(c);
      if (!found) return std::nullopt;
      return detail::unwrapped(c, std::move(*found));
    };
    return *this;
  }

  /// On a worker thread: may block on the database.
  template <class Handler>
  void run(Handler handler) {
    if constexpr (std::is_same_v<returned<Handler>, domain::result<void>>) answers_nothing();
    entry_.run = [handler = std::move(handler)](call& c, [[maybe_unused]] void* body) -> outcome {
      if constexpr (std::is_same_v<Body, nothing>)
        return detail::unwrapped(c, handler(c));
      else
        return detail::unwrapped(c, handler(c, *static_cast<const Body*>(body)));
    };
  }
  /// A coroutine on the connection's I/O thread: must never block.
  template <class Handler>
  void ask(Handler handler) {
    if constexpr (std::is_same_v<returned<Handler>, boost::asio::awaitable<domain::result<void>>>) answers_nothing();
    // The table owns the handler and outlives every call, so the coroutine may refer to it.
    entry_.ask = [handler = std::move(handler)](call& c, void* body) { return detail::asked<Body>(handler, c, body); };
  }

private:
  template <class Handler>
  using returned = typename std::conditional_t<std::is_same_v<Body, nothing>, std::invoke_result<const Handler&, call&>,
                                               std::invoke_result<const Handler&, call&, Body>>::type;
  void answers_nothing() {
    if (entry_.status == 200) entry_.status = 204;
  }

  route& entry_;
};

}  // namespace homigo::http
