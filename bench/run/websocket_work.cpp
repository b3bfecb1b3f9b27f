#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>

#include "bench/load/text_socket.hpp"
#include "bench/run/matches.hpp"
#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::chrono::seconds settling{5};  // until answers and presence have gone round

constexpr std::size_t spare_descriptors = 500;  // of the server, beside the sockets

/// What the server, which inherits it, may open too.
std::size_t descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

}  // namespace

outcome measure_websocket(stage& on) {
  if (!on.owns_server())
    throw std::runtime_error{"websocket restarts the server and looks at it: it cannot take --url."};
  outcome out{.work = "websocket", .unit = "resident bytes an idle socket, presence on"};
  out.baseline = "Beast alone, without deflate: 4,096 bytes";
  out.baseline_rate = 4096;
  const auto sockets_wanted = std::min<std::size_t>(on.wanted.sockets, descriptors() - spare_descriptors);
  if (sockets_wanted < on.wanted.sockets)
    out.notes.push_back("the system allows so many open files only; 'ulimit -n' raises it");
  const auto pairs = make_matches(on, std::min({sockets_wanted / 2, on.cast.hosts.size(), on.cast.tenants.size()}));
  on.restart();
  load::poller poller;
  std::vector<std::unique_ptr<load::text_socket>> sockets;
  std::size_t presence = 0, refused = 0;
  const auto heard = [&](std::string_view text) {
    if (text.find(R"("event":"presence")") != text.npos) ++presence;
    if (text.find(R"("ok":false)") != text.npos) ++refused;
  };
  const auto open = [&](const matched_pair& pair, const person& who) {
    sockets.push_back(std::make_unique<load::text_socket>(on.server(), "/api/v1/ws", who.token));
    sockets.back()->attach(poller, heard);
    sockets.back()->send(fmt::format(R"({{"id":"p","op":"presence.subscribe","data":{{"conversation_id":"{}"}}}})",
                                     pair.conversation_id));
    poller.wait(std::chrono::nanoseconds{0});
  };
  const auto settle = [&] {
    for (const auto last = clock::now() + settling; clock::now() < last;) poller.wait(std::chrono::milliseconds{50});
  };
  // As for entities, the first ones pay for what is nobody's own.
  const auto first = pairs.size() / 20;
  for (std::size_t i = 0; i < first; ++i) open(pairs[i], *pairs[i].tenant), open(pairs[i], *pairs[i].host);
  settle();
  const auto before = on.server_bytes();
  const auto counted_from = sockets.size();
  for (std::size_t i = first; i < pairs.size(); ++i) open(pairs[i], *pairs[i].tenant), open(pairs[i], *pairs[i].host);
  settle();
  const auto after = on.server_bytes();
  std::size_t open_ones = 0;
  for (const auto& each : sockets) open_ones += each->is_open();
  out.rate =
      (static_cast<double>(after) - static_cast<double>(before)) / static_cast<double>(sockets.size() - counted_from);
  out.ratio = *out.rate / *out.baseline_rate;
  out.rounds = 1;
  out.failures = static_cast<std::int64_t>(sockets.size() - open_ones + refused);
  out.notes.push_back(fmt::format("{} of {} sockets open, {} presence events, resident {:.0f} -> {:.0f} MB", open_ones,
                                  sockets.size(), presence, static_cast<double>(before) / 1e6,
                                  static_cast<double>(after) / 1e6));
  judge(out, out.rate);
  return out;
}

}  // namespace homigo::bench
