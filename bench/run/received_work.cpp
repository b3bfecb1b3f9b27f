#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "bench/run/pgbench.hpp"
#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

constexpr std::size_t inboxes = 4;
constexpr std::size_t likes_in_each = 10'000;

/// Likes of many tenants for the first listing of each of some hosts; those that stand already change nothing.
class likes final : public load::request_source {
public:
  explicit likes(stage& on)
      : on_(on),
        first_host_(on.dice() % on.cast.hosts.size()),
        tenants_(std::min(on.cast.tenants.size(), likes_in_each)) {}

  const person& host(std::size_t i) const { return on_.cast.hosts[(first_host_ + i) % on_.cast.hosts.size()]; }
  std::size_t in_each() const { return tenants_; }
  std::size_t all() const { return inboxes * tenants_; }

  std::string_view next(std::size_t) override {
    const auto& tenant = on_.cast.tenants[turn_ / inboxes % tenants_];
    const auto& liked = host(turn_++ % inboxes);
    text_.clear();
    append_request(text_, on_.server(), "POST /api/v1/swipe", tenant.token,
                   fmt::format(R"({{"target_type":"listing","target_id":"{}","as_id":"{}","action":"like"}})",
                               liked.postings.at(0), tenant.postings.at(0)));
    return text_;
  }

private:
  stage& on_;
  std::size_t first_host_;
  std::size_t tenants_;
  std::size_t turn_ = 0;
  std::string text_;
};

std::string script_for(const stage& on, const likes& given) {
  std::ifstream in{on.wanted.folder + "/baseline/received.sql"};
  std::string text{std::istreambuf_iterator<char>{in}, {}};
  std::string ids;
  for (std::size_t i = 0; i < inboxes; ++i) ids += (i > 0 ? "," : "") + given.host(i).user_id;
  const std::string_view mark = ":'hosts'";
  text.replace(text.find(mark), mark.size(), "'{" + ids + "}'");
  auto path = on.wanted.tokens + ".received.sql";
  std::ofstream{path} << text;
  return path;
}

}  // namespace

/// The first page of an inbox with thousands of likes in it.
outcome measure_received(stage& on) {
  outcome out{.work = "received", .unit = "first pages of 20 likes a second"};
  out.baseline = "the same likes by pgbench, without their cards, 2 clients";
  likes given{on};
  tell(fmt::format("  {} likes for {} hosts", given.all(), inboxes));
  const auto liked = load::drive(on.server(), {.connections = 128, .requests = given.all()}, given);
  if (liked.failed() > 0) out.notes.push_back(fmt::format("{} likes failed", liked.failed()));
  out.notes.push_back(fmt::format("{} likes wait in each inbox", given.in_each()));
  std::vector<std::string> requests;
  for (std::size_t i = 0; i < inboxes; ++i)
    requests.push_back(get_request(on.server(), "/api/v1/swipes/received", given.host(i).token));
  any_request source{on, std::move(requests)};
  const auto script = script_for(on, given);
  const auto baseline = [&](std::uint64_t seconds) {
    return run_pgbench(on.wanted, on.wanted.database, {script}, 2, seconds, {"people=" + std::to_string(inboxes)}).rate;
  };
  const load::load_plan plan{.connections = 16, .measured = std::chrono::seconds{on.wanted.seconds}};
  compare(on, {driven(on, plan, source, out), baseline}, out);
  std::filesystem::remove(script);
  judge(out, out.half_load_p99_ms);
  return out;
}

}  // namespace homigo::bench
