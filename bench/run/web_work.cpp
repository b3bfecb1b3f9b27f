#include <fmt/format.h>

#include "bench/run/matches.hpp"
#include "bench/run/swipes.hpp"
#include "bench/run/web_stack.hpp"
#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

constexpr std::size_t web_connections = 64;
constexpr std::size_t web_callers = 1000;
constexpr std::size_t web_conversations = 256;

/// Cards that are filled ahead would take from the rival what the product does not need.
void quieten(stage& on) {
  if (on.owns_server()) on.restart({"feed.cards_ahead=false"});
}

/// What was acknowledged and left no row would be a rival that only says that it worked.
void note_rows(outcome& out, std::int64_t acknowledged, std::int64_t rows) {
  out.notes.push_back(fmt::format("the web stack acknowledged {} and left {} rows", acknowledged, rows));
  if (rows < acknowledged * 9 / 10) out.failures += acknowledged - rows;
}

/// Both in turn by the same client; failures of either count. Gives how many the rival acknowledged.
std::int64_t compare_over_http(stage& on, web_stack& rival, load::request_source& ours, load::request_source& theirs,
                               outcome& out) {
  out.baseline = "fastify and pg on node, a process for each processor, over the document's SQL";
  const load::load_plan plan{.connections = web_connections,
                             .warm_up = std::chrono::seconds{2},
                             .measured = std::chrono::seconds{on.wanted.seconds}};
  const auto drive_rival = driven(rival.on(), plan, theirs, out);
  load::histogram last;
  std::int64_t acknowledged = 0;
  const auto baseline = [&](std::uint64_t) {
    auto round = drive_rival(0);
    acknowledged += static_cast<std::int64_t>(round.taken.count());
    last = round.taken;
    return round.rate;
  };
  compare_in_closed_loops(on, {driven(on, plan, ours, out), baseline}, out);
  out.notes.push_back(fmt::format("the web stack: p50 {:.2f} ms, p99 {:.2f} ms", ms(last, 50), ms(last, 99)));
  return acknowledged;
}

std::vector<std::string> account_requests(stage& on) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < web_callers; ++i)
    out.push_back(get_request(on.server(), "/api/v1/users/me", on.one_of(on.cast.tenants).token));
  return out;
}

std::vector<std::string> message_requests(stage& on) {
  std::vector<std::string> out;
  for (const auto& pair : make_matches(on, std::min({web_conversations, on.cast.hosts.size(), on.cast.tenants.size()})))
    for (const auto* who : {pair.tenant, pair.host})
      append_request(out.emplace_back(), on.server(),
                     "POST /api/v1/conversations/" + pair.conversation_id + "/messages", who->token,
                     R"({"type":"text","body":"Is the flat still free? We could come on Sunday."})");
  return out;
}

}  // namespace

outcome measure_swipe_web(stage& on) {
  outcome out{.work = "swipe-web", .unit = "durable swipes a second over HTTP"};
  quieten(on);
  web_stack rival{on.wanted};
  swipes ours{on}, theirs{rival.on()};
  touch_first(on, ours);
  touch_first(rival.on(), theirs);
  const auto before = rival.rows_of("swipe_actions");
  const auto acknowledged = compare_over_http(on, rival, ours, theirs, out);
  note_rows(out, acknowledged, rival.rows_of("swipe_actions") - before);
  return out;
}

outcome measure_chat_web(stage& on) {
  outcome out{.work = "chat-web", .unit = "durable messages a second over HTTP"};
  quieten(on);
  web_stack rival{on.wanted};
  any_request ours{on, message_requests(on)}, theirs{rival.on(), message_requests(rival.on())};
  const auto before = rival.rows_of("messages");
  const auto acknowledged = compare_over_http(on, rival, ours, theirs, out);
  note_rows(out, acknowledged, rival.rows_of("messages") - before);
  return out;
}

outcome measure_http_web(stage& on) {
  outcome out{.work = "http-web", .unit = "GET /users/me a second"};
  quieten(on);
  web_stack rival{on.wanted};
  any_request ours{on, account_requests(on)}, theirs{rival.on(), account_requests(rival.on())};
  compare_over_http(on, rival, ours, theirs, out);
  return out;
}

}  // namespace homigo::bench
