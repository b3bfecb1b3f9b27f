#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

constexpr std::size_t wakers = 256;

/// What else would grow meanwhile (cards of the feed, in the background), and what would put entities to sleep.
const std::vector<std::string> server_settings{"feed.cards_ahead=false", "actors.idle_s=86400"};

/// Wakes one listing after the other with an edit that its actor refuses, once it has loaded its whole state, and stays
/// live; nothing is written. Each connection keeps to one host, who owns few of the listings: tokens of a hundred
/// thousand people are no part of an entity.
class awakenings final : public load::request_source {
public:
  explicit awakenings(const stage& on) : on_(on) {}

  std::string_view next(std::size_t slot) override {
    const auto& hosts = on_.cast.hosts;
    while (listing_ == hosts[host_].postings.size()) ++host_, listing_ = 0;
    text_.clear();
    text_.append("PUT /api/v1/listings/").append(hosts[host_].postings[listing_++]).append(" HTTP/1.1\r\nHost: ");
    text_.append(on_.server().host).append("\r\nAuthorization: Bearer ").append(hosts[slot % hosts.size()].token);
    text_.append("\r\nIf-Match: \"999999999\"\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    return text_;
  }

  static std::uint64_t refused(const load::load_result& result) {
    std::uint64_t count = 0;
    for (const auto& [status, times] : result.statuses)
      if (status == 404 || status == 412) count += times;  // not theirs, or not that version
    return count;
  }

private:
  const stage& on_;
  std::size_t host_ = 0;
  std::size_t listing_ = 0;
  std::string text_;
};

/// One look at the server's own figures.
class metrics_page final : public load::request_source {
public:
  explicit metrics_page(const stage& on) : request_(get_request(on.server(), "/metrics", "")) {}
  std::string_view next(std::size_t) override { return request_; }
  void answered(std::size_t, unsigned, std::string_view body) override { text = body; }
  std::string text;

private:
  std::string request_;
};

/// What the server says, not how many answers came.
std::size_t live_listings(const stage& on) {
  metrics_page page{on};
  load::drive(on.server(), {.connections = 1, .requests = 1}, page);
  constexpr std::string_view name = "\nhomigo_entities_live{kind=\"listing\"} ";
  const auto at = page.text.find(name);
  if (at == page.text.npos) throw std::runtime_error{"/metrics does not tell how many listings are live."};
  return static_cast<std::size_t>(std::stod(page.text.substr(at + name.size())));
}

struct footprint {
  double bytes = 0;
  double live = 0;
};
footprint footprint_of(const stage& on) {
  return {static_cast<double>(on.server_bytes()), static_cast<double>(live_listings(on))};
}

}  // namespace

outcome measure_memory(stage& on) {
  if (!on.owns_server()) throw std::runtime_error{"memory restarts the server and looks at it: it cannot take --url."};
  outcome out{.work = "memory", .unit = "resident bytes a live listing entity"};
  out.baseline = "CAF's bare stateful actor after one message: 1,500 bytes";
  out.baseline_rate = 1500;
  std::size_t listings = 0;
  for (const auto& host : on.cast.hosts) listings += host.postings.size();
  const auto entities = std::min<std::size_t>(on.wanted.entities, listings * 9 / 10);
  on.restart(server_settings);
  awakenings source{on};
  // The first ones pay for caches, pools and arenas, which are no entity's own.
  constexpr std::size_t warm_up_share = 20;
  load::drive(on.server(), {.connections = wakers, .requests = entities / warm_up_share}, source);
  const auto before = footprint_of(on);
  const auto result =
      load::drive(on.server(), {.connections = wakers, .requests = entities, .title = "  waking"}, source);
  const auto after = footprint_of(on);
  out.failures = static_cast<std::int64_t>(result.failed() - awakenings::refused(result));
  out.rounds = 1;
  const auto woken = after.live - before.live;
  if (woken > 0) out.rate = (after.bytes - before.bytes) / woken;
  if (out.rate) out.ratio = *out.rate / *out.baseline_rate;
  out.notes.push_back(fmt::format("{:.0f} entities live at the end; {:.0f} of them woken in {:.0f} s, {:.0f} a second",
                                  after.live, woken, result.seconds, woken / result.seconds));
  out.notes.push_back(fmt::format("resident {:.0f} -> {:.0f} MB", before.bytes / 1e6, after.bytes / 1e6));
  judge(out, out.rate);
  return out;
}

}  // namespace homigo::bench
