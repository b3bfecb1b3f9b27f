#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

constexpr std::size_t wakers = 256;

/// What else would grow meanwhile (cards of the feed, in the background; tokens of their owners, which are no part of
/// an entity), and what would put entities to sleep.
const std::vector<std::string> server_settings{"feed.cards_ahead=false", "accounts.token_cache_seconds=0",
                                               "actors.idle_s=86400"};

/// Wakes one listing after the other with its owner's edit, which its actor refuses once it has loaded its whole state,
/// and stays live; nothing is written. Strangers wake none.
class awakenings final : public load::request_source {
public:
  explicit awakenings(const stage& on) : on_(on) {}

  std::string_view next(std::size_t) override {
    const auto& hosts = on_.cast.hosts;
    while (listing_ == hosts[host_].postings.size()) ++host_, listing_ = 0;
    text_.clear();
    const auto& host = hosts[host_];
    append_request(text_, on_.server(), "PUT /api/v1/listings/" + host.postings[listing_++], host.token, "{}",
                   "If-Match: \"999999999\"\r\n");
    return text_;
  }

  static std::uint64_t refused(const load::load_result& result) {
    const auto stale = result.statuses.find(412);
    return stale == result.statuses.end() ? 0 : stale->second;
  }

private:
  const stage& on_;
  std::size_t host_ = 0;
  std::size_t listing_ = 0;
  std::string text_;
};

/// What the server says, not how many answers came.
std::size_t live_listings(const stage& on) {
  load::byte_pipe connection{on.server()};
  const auto text = load::body_of(connection, get_request(on.server(), "/metrics", ""));
  constexpr std::string_view name = "\nhomigo_entities_live{kind=\"listing\"} ";
  const auto at = text.find(name);
  if (at == text.npos) throw std::runtime_error{"/metrics does not tell how many listings are live."};
  return static_cast<std::size_t>(std::stod(text.substr(at + name.size())));
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
  tell(fmt::format("  waking {} entities", entities));
  const auto result = load::drive(on.server(), {.connections = wakers, .requests = entities}, source);
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
