#include <fmt/format.h>

#include <algorithm>

#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

constexpr std::size_t connections = 128;

/// Wakes listings one after the other with an edit under an ETag that cannot be right: each loads its whole state,
/// refuses, and stays live; nothing is written.
class awakenings final : public load::request_source {
public:
  awakenings(const stage& on, std::size_t first_host) : on_(on), host_(first_host) {}

  std::string_view next(std::size_t) override {
    const auto& hosts = on_.cast.hosts;
    while (listing_ == hosts[host_ % hosts.size()].postings.size()) ++host_, listing_ = 0;
    const auto& host = hosts[host_ % hosts.size()];
    text_.clear();
    text_.append("PUT /api/v1/listings/").append(host.postings[listing_++]).append(" HTTP/1.1\r\nHost: ");
    text_.append(on_.server().host).append("\r\nAuthorization: Bearer ").append(host.token);
    text_.append("\r\nIf-Match: \"999999999\"\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    return text_;
  }

private:
  const stage& on_;
  std::size_t host_;
  std::size_t listing_ = 0;
  std::string text_;
};

}  // namespace

outcome measure_memory(stage& on) {
  if (!on.owns_server()) throw std::runtime_error{"memory restarts the server and looks at it: it cannot take --url."};
  outcome out{.work = "memory", .unit = "resident bytes a live listing entity"};
  out.baseline = "CAF's bare stateful actor after one message: 1,500 bytes";
  out.baseline_rate = 1500;
  std::size_t listings = 0;
  for (const auto& host : on.cast.hosts) listings += host.postings.size();
  const auto entities = std::min<std::size_t>(on.wanted.entities, listings * 9 / 10);
  on.restart();
  // The first ones pay for caches, pools and arenas, which are no entity's own.
  constexpr std::size_t warm_up_share = 20;
  awakenings first{on, 0};
  load::drive(on.server(), {.connections = connections, .requests = entities / warm_up_share}, first);
  const auto before = on.server_bytes();
  awakenings rest{on, on.cast.hosts.size() / 8};
  const auto result =
      load::drive(on.server(), {.connections = connections, .requests = entities, .title = "  waking"}, rest);
  const auto after = on.server_bytes();
  const auto found = result.statuses.find(412);
  const auto live = found == result.statuses.end() ? 0 : found->second;
  out.failures = static_cast<std::int64_t>(result.failed() - live);
  out.rounds = 1;
  if (live > 0) out.rate = (static_cast<double>(after) - static_cast<double>(before)) / static_cast<double>(live);
  if (out.rate) out.ratio = *out.rate / *out.baseline_rate;
  out.notes.push_back(fmt::format("{} entities woken in {:.0f} s, resident {:.0f} -> {:.0f} MB", live, result.seconds,
                                  static_cast<double>(before) / 1e6, static_cast<double>(after) / 1e6));
  judge(out, out.rate);
  return out;
}

}  // namespace homigo::bench
