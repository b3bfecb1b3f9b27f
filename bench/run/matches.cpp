#include "bench/run/matches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

constexpr int attempts = 5;

/// Both sides of each pair like, one after the other: requests go out in order, and the second waits for all first
/// ones.
class mutual_likes final : public load::request_source {
public:
  mutual_likes(stage& on, std::vector<matched_pair>& pairs) : on_(on), pairs_(pairs), sent_(256) {}

  bool by_hosts = false;

  std::string_view next(std::size_t slot) override {
    auto& pair = pairs_[sent_[slot] = next_++ % pairs_.size()];
    const auto& listing = pair.host->postings[0];
    const auto& requirement = pair.tenant->postings[0];
    const auto body = fmt::format(R"({{"target_type":"{}","target_id":"{}","as_id":"{}","action":"like"}})",
                                  by_hosts ? "requirement" : "listing", by_hosts ? requirement : listing,
                                  by_hosts ? listing : requirement);
    text_.clear();
    append_request(text_, on_.server(), "POST /api/v1/swipe", by_hosts ? pair.host->token : pair.tenant->token, body);
    return text_;
  }

  void answered(std::size_t slot, unsigned status, std::string_view body) override {
    constexpr std::string_view name = R"("conversation_id":")";
    const auto at = body.find(name);
    if (status == 200 && at != body.npos) pairs_[sent_[slot]].conversation_id = body.substr(at + name.size(), 36);
  }

private:
  stage& on_;
  std::vector<matched_pair>& pairs_;
  std::vector<std::size_t> sent_;
  std::size_t next_ = 0;
  std::string text_;
};

void like_each_other(stage& on, std::vector<matched_pair>& pairs) {
  mutual_likes source{on, pairs};
  const load::load_plan plan{.connections = std::min<std::size_t>(64, pairs.size()), .requests = pairs.size()};
  load::drive(on.server(), plan, source);
  source.by_hosts = true;
  const auto answers = load::drive(on.server(), plan, source);
  for (const auto& [status, count] : answers.statuses)
    if (status != 200 && count > 0) tell(fmt::format("  {} likes were answered {}", count, status));
}

}  // namespace

std::vector<matched_pair> make_matches(stage& on, std::size_t pairs) {
  const auto& [hosts, tenants] = on.cast;
  if (pairs > hosts.size() || pairs > tenants.size())
    throw std::runtime_error{fmt::format("{} pairs need as many hosts and tenants: generate more stock.", pairs)};
  std::vector<matched_pair> out;
  for (std::size_t i = 1; i <= pairs; ++i) out.push_back({&tenants[tenants.size() - i], &hosts[hosts.size() - i], {}});
  tell(fmt::format("  matching {} pairs", pairs));
  std::vector<matched_pair> done;
  // What a loaded server puts off is asked again.
  for (int round = 0; round < attempts && !out.empty(); ++round) {
    like_each_other(on, out);
    for (auto& pair : out)
      if (!pair.conversation_id.empty()) done.push_back(pair);
    std::erase_if(out, [](const matched_pair& pair) { return !pair.conversation_id.empty(); });
  }
  if (!out.empty()) throw std::runtime_error{fmt::format("only {} of {} pairs matched", done.size(), pairs)};
  return done;
}

}  // namespace homigo::bench
