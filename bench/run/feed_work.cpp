#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "bench/run/pgbench.hpp"
#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

constexpr std::size_t askers = 1000;
constexpr std::size_t full_page = 20;

/// First pages of many tenants' feeds.
struct feeds {
  std::vector<std::string> requirements;
  std::vector<std::string> requests;
};

feeds draw_feeds(stage& on) {
  feeds all;
  for (std::size_t i = 0; i < askers; ++i) {
    const auto& tenant = on.one_of(on.cast.tenants);
    all.requirements.push_back(tenant.postings.at(0));
    all.requests.push_back(
        get_request(on.server(), "/api/v1/feed/listings?requirement_id=" + tenant.postings[0], tenant.token));
  }
  return all;
}

std::size_t items_in(std::string_view page) {
  constexpr std::string_view mark = R"("compatibility_score":)";
  std::size_t count = 0;
  for (auto at = page.find(mark); at != page.npos; at = page.find(mark, at + mark.size())) ++count;
  return count;
}

/// Those whose page is full: how long a page takes depends on its items before all else.
std::vector<std::string> full_pages(const stage& on, std::vector<std::string> requests) {
  load::byte_pipe connection{on.server()};
  std::erase_if(requests, [&](const auto& each) { return items_in(load::body_of(connection, each)) != full_page; });
  if (requests.empty()) throw std::runtime_error{"Nobody's feed fills a page: take more listings."};
  return requests;
}

/// pgbench's variables hold numbers best: the identifiers are written into a copy of the script.
std::string script_for(const stage& on, const std::vector<std::string>& requirements) {
  std::ifstream in{on.wanted.folder + "/baseline/feed.sql"};
  std::string text{std::istreambuf_iterator<char>{in}, {}};
  std::string ids = "'{";
  for (const auto& id : requirements) ids += (ids.size() > 2 ? "," : "") + id;
  const std::string_view mark = ":'requirements'";
  text.replace(text.find(mark), mark.size(), ids + "}'");
  auto path = on.wanted.tokens + ".feed.sql";
  std::ofstream{path} << text;
  return path;
}

/// One connection, nothing else going on.
measured asked_alone(stage& on, load::request_source& source, outcome& out) {
  const load::load_plan plan{.connections = 1, .measured = std::chrono::seconds{on.wanted.seconds}};
  auto alone = driven(on, plan, source, out)(0);
  out.alone_p50_ms = ms(alone.taken, 50);
  tell(fmt::format("  feed alone: p50 {:.2f} ms", *out.alone_p50_ms));
  return alone;
}

}  // namespace

outcome measure_feed(stage& on) {
  outcome out{.work = "feed", .unit = "pages of 20 a second"};
  out.baseline = "the document's feed query by pgbench, 2 clients";
  auto asked = draw_feeds(on);
  const auto script = script_for(on, asked.requirements);
  const auto baseline = [&](std::uint64_t seconds) {
    return run_pgbench(on.wanted, on.wanted.database, {script}, 2, seconds, {"people=" + std::to_string(askers)}).rate;
  };
  any_request source{on, std::move(asked.requests)};
  asked_alone(on, source, out);
  const load::load_plan plan{.connections = 16, .measured = std::chrono::seconds{on.wanted.seconds}};
  compare(on, {driven(on, plan, source, out), baseline}, out);
  std::filesystem::remove(script);
  judge(out, out.half_load_p99_ms);
  return out;
}

outcome measure_feed_alone(stage& on) {
  outcome out{.work = "feed-alone", .unit = "pages of 20 a second over one connection"};
  out.baseline = "none";
  auto full = full_pages(on, draw_feeds(on).requests);
  out.notes.push_back(fmt::format("{} of {} feeds fill a page", full.size(), askers));
  any_request source{on, std::move(full)};
  const auto alone = asked_alone(on, source, out);
  out.rate = alone.rate;
  out.p50_ms = ms(alone.taken, 50);
  out.p99_ms = ms(alone.taken, 99);
  out.rounds = 1;
  return out;
}

}  // namespace homigo::bench
