#include "modules/notifications/stream/client.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>

#include "codec/json_writer.hpp"
#include "http/message/problem.hpp"
#include "http/ws/frames.hpp"
#include "modules/conversations/routes/message_services.hpp"
#include "modules/notifications/events.hpp"

namespace homigo::http {

namespace asio = boost::asio;
using domain::result;

namespace {

/// In memory for a slow reader, a few kilobytes each.
constexpr std::size_t events_at_once = 32;

std::string event_frame(std::int64_t seq, std::string_view event, std::string_view data) {
  std::string frame;
  frame.reserve(data.size() + 64);
  frame.append(R"({"seq":)").append(std::to_string(seq)).append(R"(,"event":")").append(event);
  return frame.append(R"(","data":)").append(data).append(1, '}');
}

std::string answer_head(const std::optional<std::string>& id) {
  std::string head = R"({"id":)";
  if (id)
    codec::append_quoted(head, *id);
  else
    head += "null";
  return head;
}

/// While the database is away a device waits and hears nothing of it, the sweep tries again.
template <class Work>
asio::awaitable<std::invoke_result_t<Work&>> patiently(worker_pool& workers, Work work) {
  try {
    co_return co_await on_worker(workers, std::move(work));
  } catch (...) {
    co_return failure_of(std::current_exception(), "WS", "-");
  }
}

}  // namespace

void ws_client::events_committed(const actors::events_committed& news) {
  asio::post(executor_, [self = shared_from_this(), news] { self->take(news); });
}

void ws_client::take(const actors::events_committed& news) {
  known_ = std::max(known_, news.seq);
  const bool is_next = news.data && greeted_ && !reading_ && news.seq == *sent_ + 1;
  if (!is_next || !connection_->has_room()) return pump();
  send(event_frame(news.seq, news.event, *news.data));
  sent_ = news.seq;
}

void ws_client::pump() {
  if (reading_ || !greeted_ || *sent_ >= known_) return;
  reading_ = true;
  asio::co_spawn(
      executor_, [self = shared_from_this()] { return self->read_on(); }, asio::detached);
}

asio::awaitable<void> ws_client::read_on() {
  while (*sent_ < known_) {
    const auto from = *sent_;
    const auto position = position_changes_;
    const auto work = [this, from] { return events_.after(who_.user_id, from, events_at_once); };
    auto read = co_await patiently(workers_, work);
    if (position != position_changes_) continue;
    if (!read || read->empty()) break;
    const bool is_open = co_await push(*read);
    if (!is_open) break;
  }
  reading_ = false;
}

/// As the reader takes them. A resume meanwhile ends it: what it left is read again from there. False when the
/// connection has ended.
asio::awaitable<bool> ws_client::push(const std::vector<modules::rendered_event>& events) {
  const auto position = position_changes_;
  for (const auto& event : events) {
    const bool has_room = co_await connection_->room();
    if (!has_room) co_return false;
    if (position != position_changes_) break;
    send(event_frame(event.seq, event.event, event.data));
    sent_ = event.seq;
  }
  co_return true;
}

asio::awaitable<result<std::int64_t>> ws_client::start() {
  const auto work = [this]() -> result<std::int64_t> { return events_.last_seq(who_.user_id); };
  auto last = co_await patiently(workers_, work);
  if (!last) co_return last.error();
  sent_ = *last;
  known_ = std::max(known_, *last);
  co_return *last;
}

void ws_client::greet(const std::optional<std::string>& id, std::int64_t seq) {
  answer(id, codec::to_json(greeting{who_.user_id, seq}));
  greeted_ = true;
  pump();
}

asio::awaitable<result<void>> ws_client::resume(std::int64_t last_seq, std::function<void()> answered) {
  const auto work = [this, last_seq]() -> result<std::int64_t> {
    auto missed = events_.after(who_.user_id, last_seq, 1);
    if (!missed) return missed.error();
    return events_.last_seq(who_.user_id);
  };
  auto last = co_await patiently(workers_, work);
  if (!last) co_return last.error();
  answered();
  ++position_changes_;
  sent_ = last_seq;
  known_ = std::max(known_, *last);
  pump();
  co_return result<void>{};
}

void ws_client::answer(const std::optional<std::string>& id, std::string_view data) {
  std::string frame = answer_head(id);
  frame += R"(,"ok":true,"data":)";
  frame += data;
  send(frame += '}');
}

void ws_client::answer(const std::optional<std::string>& id, const domain::failure& why) {
  send(answer_head(id) + R"(,"ok":false,"error":)" + problem_json(why, id.value_or("-")) + "}");
}

}  // namespace homigo::http
