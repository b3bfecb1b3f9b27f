#include "bench/demo/talk_part.hpp"

#include <string>

#include "bench/demo/stage.hpp"

namespace homigo::demo {

using boost::asio::awaitable;
using domain::to_string;
using std::chrono::steady_clock;

namespace {

/// The server's sweep of events heals a lost push within five seconds.
constexpr std::chrono::seconds arrival{20};

constexpr const char* questions[] = {"Is the flat still available?", "Could I come and see it on Saturday?",
                                     "Is the deposit negotiable?", "How is the water supply in summer?"};
constexpr const char* replies[] = {"Yes, it is.", "Saturday at eleven would suit me.",
                                   "We can talk about that when you visit.", "No trouble so far."};

std::string fields(const talk& of, bool with_conversation) {
  return with_conversation ? R"("conversation_id":")" + to_string(of.conversation_id) + R"(",)" : "";
}

std::string place(const talk& of) { return "/api/v1/conversations/" + to_string(of.conversation_id); }

awaitable<bool> say(stage& play, talk& of, hearing& speaker, int number, bool over_websocket) {
  const auto text =
      &speaker == &of.tenant_side ? speaker.who.chance.one_of(questions) : speaker.who.chance.one_of(replies);
  auto body = "{" + fields(of, over_websocket) + R"("type":"text","body":")" + text + R"(","client_message_id":")" +
              std::to_string(number) + R"("})";
  of.said_at = steady_clock::now();
  bool sent = false;
  if (over_websocket) {
    const auto answer = co_await speaker.who.device->ask("message over WebSocket", "message.send", std::move(body));
    sent = answer.has_value();
  } else {
    auto target = place(of) + "/messages";
    const auto answer =
        co_await play.call<message_seen>("message over REST", "POST", std::move(target), std::move(body), &speaker.who);
    sent = answer.has_value();
  }
  if (sent) ++play.counts.messages;
  co_return sent;
}

awaitable<bool> arrives(stage& play, talk& of, std::size_t number) {
  const auto on_both = [&] {
    return of.tenant_side.sequences.size() >= number && of.host_side.sequences.size() >= number;
  };
  const bool arrived = co_await of.heard.wait_for(on_both, steady_clock::now() + arrival);
  if (!arrived) play.log.failed("message to the other's screen", "did not arrive within 20 s");
  co_return arrived;
}

awaitable<void> mark_read(stage& play, talk& of, hearing& reader, int number, bool over_websocket) {
  auto body = "{" + fields(of, over_websocket) + R"("sequence":)" + std::to_string(number) + "}";
  if (over_websocket) {
    const auto marked = co_await reader.who.device->ask("read mark over WebSocket", "message.read", std::move(body));
    if (marked) reader.read_up_to = number;
    co_return;
  }
  load::http_request request;
  request.verb = "POST";
  request.target = place(of) + "/read";
  request.body = std::move(body);
  request.token = reader.who.token;
  const auto marked = co_await play.http.call("read mark over REST", std::move(request));
  if (marked) reader.read_up_to = number;
}

/// Messages count 1, 2, 3 … and came in that order.
bool heard_each_once(const hearing& side, std::size_t messages) {
  for (std::size_t i = 0; i < side.sequences.size(); ++i)
    if (side.sequences[i] != static_cast<std::int64_t>(i) + 1) return false;
  return side.sequences.size() == messages;
}

awaitable<void> look_back(stage& play, const talk& of, std::size_t messages) {
  if (!heard_each_once(of.tenant_side, messages) || !heard_each_once(of.host_side, messages))
    play.log.failed("messages exactly once", "conversation " + to_string(of.conversation_id));
  auto target = place(of) + "?limit=100";
  const auto seen =
      co_await play.call<conversation_seen>("conversation read", "GET", std::move(target), "", &of.tenant_side.who);
  if (!seen) co_return;
  if (seen->messages.items.size() != messages)
    play.log.failed("conversation read", "it does not hold what was written");
  if (seen->read_sequence < of.host_side.read_up_to)
    play.log.failed("conversation read", "the host's read mark is lost");
}

}  // namespace

awaitable<void> hold_talk(stage& play, talk& of) {
  auto& chance = of.tenant_side.who.chance;
  const int messages = chance.between(3, 8);
  auto* speaker = &of.tenant_side;
  for (int number = 1; number <= messages; ++number) {
    auto* listener = speaker == &of.tenant_side ? &of.host_side : &of.tenant_side;
    const bool said = co_await say(play, of, *speaker, number, chance.chance(0.6));
    if (!said) co_return;
    const bool arrived = co_await arrives(play, of, static_cast<std::size_t>(number));
    if (!arrived) co_return;
    if (chance.chance(0.5)) co_await mark_read(play, of, *listener, number, chance.chance(0.5));
    if (chance.chance(0.8)) speaker = listener;
  }
  co_await look_back(play, of, static_cast<std::size_t>(messages));
}

}  // namespace homigo::demo
