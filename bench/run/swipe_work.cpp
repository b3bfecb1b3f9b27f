#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "bench/run/pgbench.hpp"
#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

constexpr int likes_percent = 50;    // of tenants' swipes
constexpr int answers_percent = 10;  // of all: hosts who like back one who liked
constexpr std::size_t connections = 256;
constexpr std::size_t remembered_likes = 20'000;
// Who is active at the same time, others in each run, so that hardly a pair was decided before: enough that nobody's
// rate limit is reached; they have some 2,500 listings.
constexpr std::size_t active_hosts = 500;
constexpr std::size_t active_tenants = 1000;

/// Distinct pairs of random tenants and listings.
class swipes final : public load::request_source {
public:
  explicit swipes(stage& on) : on_(on), sent_(connections) {
    const auto& hosts = on.cast.hosts;
    const auto first = on.dice();
    for (std::size_t i = 0; i < std::min(hosts.size(), active_hosts); ++i) {
      const auto& host = hosts[(first + i) % hosts.size()];
      for (std::size_t j = 0; j < host.postings.size(); ++j) offers_.push_back({&host, j});
    }
    first_tenant_ = on.dice() % on.cast.tenants.size();
  }

  /// So many swipes touch every listing, host and tenant once.
  std::size_t first_touches() const { return std::max(offers_.size(), active_tenants); }

  std::string_view next(std::size_t slot) override {
    text_.clear();
    auto& mine = sent_[slot];
    mine = draw();
    const auto& host = *mine.host;
    const auto& tenant = *mine.tenant;
    const auto& listing = host.postings[mine.listing];
    const auto& requirement = tenant.postings[0];
    body_ = R"({"target_type":")";
    body_.append(mine.is_answer ? "requirement" : "listing").append(R"(","target_id":")");
    body_.append(mine.is_answer ? requirement : listing).append(R"(","as_id":")");
    body_.append(mine.is_answer ? listing : requirement).append(R"(","action":")");
    body_.append(mine.is_like ? "like" : "dislike").append(R"("})");
    append_post(text_, on_.server(), "/api/v1/swipe", mine.is_answer ? host.token : tenant.token, body_);
    return text_;
  }

  void answered(std::size_t slot, unsigned status, std::string_view) override {
    const auto& mine = sent_[slot];
    if (status != 200 || mine.is_answer || !mine.is_like) return;
    liked_.push_back(mine);
    if (liked_.size() > remembered_likes) liked_.pop_front();
  }

private:
  struct swipe {
    const person* tenant;
    const person* host;
    std::size_t listing;
    bool is_answer;
    bool is_like;
  };

  swipe draw() {
    if (turn_ > first_touches() && !liked_.empty() && on_.dice() % 100 < answers_percent) {
      auto answer = liked_.front();
      liked_.pop_front();
      answer.is_answer = true;
      return answer;
    }
    const auto turn = turn_++;
    const bool is_first = turn < first_touches();
    const auto& chosen = is_first ? offers_[turn % offers_.size()] : on_.one_of(offers_);
    const auto tenants = std::min(on_.cast.tenants.size(), active_tenants);
    const auto& tenant =
        on_.cast.tenants[(first_tenant_ + (is_first ? turn : on_.dice()) % tenants) % on_.cast.tenants.size()];
    return {&tenant, chosen.host, chosen.listing, false, on_.dice() % 100 < likes_percent};
  }

  struct offer {
    const person* host;
    std::size_t listing;
  };

  stage& on_;
  std::vector<swipe> sent_;
  std::deque<swipe> liked_;
  std::vector<offer> offers_;
  std::size_t first_tenant_ = 0;
  std::size_t turn_ = 0;
  std::string text_;
  std::string body_;
};

}  // namespace

outcome measure_swipe(stage& on) {
  outcome out{.work = "swipe", .unit = "durable swipes a second"};
  out.baseline = "the document's swipe transaction by pgbench, 32 clients";
  prepare_baseline(on.wanted);
  swipes source{on};
  const auto scripts =
      std::vector<std::string>{on.wanted.folder + "/baseline/swipe.sql@" + std::to_string(100 - answers_percent),
                               on.wanted.folder + "/baseline/answer.sql@" + std::to_string(answers_percent)};
  const auto baseline = [&](std::uint64_t seconds) {
    return run_pgbench(on.wanted, on.wanted.baseline, scripts, 32, seconds, {"likes=" + std::to_string(likes_percent)})
        .rate;
  };
  load::load_plan cold_plan{.connections = connections, .requests = source.first_touches()};
  cold_plan.title = "  first touches";
  const auto cold = load::drive(on.server(), cold_plan, source);
  out.notes.push_back(fmt::format("from cold, each swipe the first of its listing: {:.0f} a second", cold.rate()));
  const load::load_plan plan{.connections = connections, .measured = std::chrono::seconds{on.wanted.seconds}};
  compare(on, {plan, source, baseline}, out);
  judge(out, std::nullopt);
  return out;
}

}  // namespace homigo::bench
