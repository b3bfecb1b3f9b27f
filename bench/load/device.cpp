#include "bench/load/device.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/system/system_error.hpp>
#include <utility>

#include "codec/json_reader.hpp"
#include "domain/kernel/descriptor_table.hpp"

namespace homigo::load {

struct ws_frame {
  std::optional<std::string> id;
  std::optional<bool> ok;
  std::optional<std::int64_t> seq;
  std::optional<std::string> event;
  std::optional<domain::raw_json> data;
  std::optional<domain::raw_json> error;
};
HOMIGO_DESCRIBED(ws_frame, id, ok, seq, event, data, error)
HOMIGO_TABLE(ws_frame)

struct greeting {
  std::int64_t seq = 0;
};
HOMIGO_DESCRIBED(greeting, seq)
HOMIGO_TABLE(greeting)

namespace asio = boost::asio;
using asio::awaitable;
using std::chrono::steady_clock;

namespace {

constexpr std::chrono::seconds event_patience{30};
/// The answer to the token in the header: it has no id, as nothing was asked.
constexpr auto greeting_id = "";
constexpr auto resume_operation = "resume";

}  // namespace

device::device(asio::any_io_executor executor, const server_address& server, std::string token, call_log& log)
    : executor_(std::move(executor)), server_(server), token_(std::move(token)), log_(log), answered_(executor_) {}

awaitable<bool> device::open(event_handler heard) {
  constexpr auto kind = "WebSocket opened";
  const auto self = shared_from_this();
  heard_ = std::move(heard);
  const auto began = steady_clock::now();
  try {
    socket_ = co_await websocket::connect(executor_, server_, "/api/v1/ws", token_);
  } catch (const boost::system::system_error& e) {
    log_.failed(kind, e.code().message());
    co_return false;
  }
  questions_[greeting_id];
  asio::co_spawn(
      executor_, [self] { return self->read_on(); }, asio::detached);
  const auto welcome = co_await await_answer(greeting_id);
  if (!welcome || !welcome->ok) {
    log_.failed(kind, welcome ? welcome->content : "no greeting");
    co_return false;
  }
  log_.succeeded(kind, std::chrono::duration_cast<histogram::duration>(steady_clock::now() - began));
  co_return true;
}

awaitable<void> device::read_on() {
  const auto self = shared_from_this();
  try {
    for (;;) {
      const auto text = co_await socket_->receive();
      take(text);
    }
  } catch (const std::exception& e) {
    if (!closing_) log_.failed("WebSocket kept open", e.what());
  }
  lost_ = true;
  answered_.notify();
}

void device::take(std::string_view text) {
  auto frame = codec::read_json<ws_frame>(text);
  if (!frame) return log_.failed("WebSocket frame", frame.error().detail);
  if (frame->seq && frame->event) return take_event(*frame);
  if (!frame->ok) return;  // typing and presence come without an answer being awaited
  const auto question = questions_.find(frame->id.value_or(greeting_id));
  if (question == questions_.end()) return log_.failed("WebSocket frame", "an answer to nothing");
  const auto& content = *frame->ok ? frame->data : frame->error;
  question->second = answer{*frame->ok, content ? content->text : "{}"};
  if (question->first == greeting_id && *frame->ok)
    if (const auto read = codec::read_json<greeting>(question->second->content)) last_seq_ = read->seq;
  if (question->first == resume_operation) last_seq_ = *std::exchange(resuming_from_, std::nullopt);
  answered_.notify();
}

void device::take_event(ws_frame& frame) {
  if (resuming_from_) return;
  if (*frame.seq != last_seq_ + 1)
    log_.failed("event heard", "seq " + std::to_string(*frame.seq) + " came after " + std::to_string(last_seq_));
  last_seq_ = *frame.seq;
  heard_(pushed_event{*frame.seq, std::move(*frame.event), frame.data ? std::move(frame.data->text) : "{}"});
}

awaitable<std::optional<device::answer>> device::await_answer(std::string id) {
  const auto deadline = steady_clock::now() + event_patience;
  const auto has_come = [this, &id] { return lost_ || questions_[id].has_value(); };
  co_await answered_.wait_for(has_come, deadline);
  auto found = std::move(questions_[id]);
  questions_.erase(id);
  co_return found;
}

awaitable<std::optional<std::string>> device::ask(std::string_view kind, std::string_view operation, std::string data) {
  const auto self = shared_from_this();
  const auto id = operation == resume_operation ? std::string{operation} : std::to_string(++asked_);
  questions_[id];
  const auto began = steady_clock::now();
  socket_->send(R"({"id":")" + id + R"(","op":")" + std::string{operation} + R"(","data":)" + data + "}");
  auto got = co_await await_answer(id);
  if (!got || !got->ok) {
    log_.failed(kind, got ? got->content : "no answer over the WebSocket");
    co_return std::nullopt;
  }
  log_.succeeded(kind, std::chrono::duration_cast<histogram::duration>(steady_clock::now() - began));
  co_return std::move(got->content);
}

awaitable<bool> device::resume(std::int64_t last_seq) {
  resuming_from_ = last_seq;
  auto wanted = R"({"last_seq":)" + std::to_string(last_seq) + "}";
  const auto resumed = co_await ask("resume", resume_operation, std::move(wanted));
  co_return resumed.has_value();
}

awaitable<void> device::close() {
  const auto self = shared_from_this();
  closing_ = true;
  if (socket_ && !lost_) co_await socket_->close();
}

}  // namespace homigo::load
