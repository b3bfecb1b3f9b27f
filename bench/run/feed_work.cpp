#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "bench/run/pgbench.hpp"
#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

constexpr std::size_t askers = 1000;
constexpr std::size_t full_page = 20;

/// Feeds of many tenants, first page of 20.
class feed_requests final : public load::request_source {
public:
  explicit feed_requests(stage& on) : on_(on) {
    for (std::size_t i = 0; i < askers; ++i) {
      const auto& tenant = on.one_of(on.cast.tenants);
      requirements.push_back(tenant.postings.at(0));
      texts_.push_back(
          get_request(on.server(), "/api/v1/feed/listings?requirement_id=" + tenant.postings[0], tenant.token));
    }
  }
  std::string_view next(std::size_t) override { return on_.one_of(texts_); }

  /// Goes on with those whose page is full: how long a page takes depends on its items before all else.
  void keep_full_pages();
  std::size_t size() const { return texts_.size(); }

  std::vector<std::string> requirements;

private:
  stage& on_;
  std::vector<std::string> texts_;
};

/// Asks each once and counts the items.
class item_count final : public load::request_source {
public:
  explicit item_count(const std::vector<std::string>& texts) : texts_(texts) {}
  std::string_view next(std::size_t) override { return texts_[items.size()]; }
  void answered(std::size_t, unsigned, std::string_view body) override {
    constexpr std::string_view mark = R"("compatibility_score":)";
    auto& count = items.emplace_back();
    for (auto at = body.find(mark); at != body.npos; at = body.find(mark, at + mark.size())) ++count;
  }

  std::vector<std::size_t> items;

private:
  const std::vector<std::string>& texts_;
};

void feed_requests::keep_full_pages() {
  item_count counted{texts_};
  load::drive(on_.server(), {.connections = 1, .requests = texts_.size()}, counted);
  std::vector<std::string> full;
  for (std::size_t i = 0; i < texts_.size(); ++i)
    if (counted.items.at(i) == full_page) full.push_back(std::move(texts_[i]));
  if (full.empty()) throw std::runtime_error{"Nobody's feed fills a page: take more listings."};
  texts_ = std::move(full);
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
load::histogram asked_alone(stage& on, feed_requests& source, outcome& out) {
  const load::load_plan plan{.connections = 1, .measured = std::chrono::seconds{on.wanted.seconds}};
  auto taken = drive_noted(on, plan, source, out).taken;
  out.alone_p50_ms = ms(taken, 50);
  tell(fmt::format("  feed alone: p50 {:.2f} ms", *out.alone_p50_ms));
  return taken;
}

}  // namespace

outcome measure_feed(stage& on) {
  outcome out{.work = "feed", .unit = "pages of 20 a second"};
  out.baseline = "the document's feed query by pgbench, 2 clients";
  feed_requests source{on};
  const auto script = script_for(on, source.requirements);
  const auto baseline = [&](std::uint64_t seconds) {
    return run_pgbench(on.wanted, on.wanted.database, {script}, 2, seconds,
                       {"people=" + std::to_string(source.requirements.size())})
        .rate;
  };
  asked_alone(on, source, out);
  load::load_plan plan{.connections = 16, .measured = std::chrono::seconds{on.wanted.seconds}};
  compare(on, {plan, source, baseline}, out);
  std::filesystem::remove(script);
  judge(out, out.half_load_p99_ms);
  return out;
}

outcome measure_feed_alone(stage& on) {
  outcome out{.work = "feed-alone", .unit = "pages of 20 a second over one connection"};
  out.baseline = "none";
  feed_requests source{on};
  source.keep_full_pages();
  out.notes.push_back(fmt::format("{} of {} feeds fill a page", source.size(), askers));
  const auto taken = asked_alone(on, source, out);
  out.rate = static_cast<double>(taken.count()) / static_cast<double>(on.wanted.seconds);
  out.p50_ms = ms(taken, 50);
  out.p99_ms = ms(taken, 99);
  out.rounds = 1;
  return out;
}

}  // namespace homigo::bench
