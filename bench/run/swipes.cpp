#include "bench/run/swipes.hpp"

#include <algorithm>

namespace homigo::bench {
namespace {

constexpr std::size_t remembered_likes = 20'000;
// Who is active at the same time, others in each run, so that hardly a pair was decided before: enough that nobody's
// rate limit is reached; they have some 2,500 listings.
constexpr std::size_t active_hosts = 500;
constexpr std::size_t active_tenants = 1000;
constexpr std::size_t most_hot_tenants = 10'000;

}  // namespace

swipes::swipes(stage& on, unsigned hot_percent)
    : on_(on),
      hot_percent_(hot_percent),
      sent_(connections),
      first_tenant_(on.dice() % on.cast.tenants.size()),
      active_(std::min(on.cast.tenants.size(), active_tenants)) {
  const auto& hosts = on.cast.hosts;
  const auto first = on.dice() % hosts.size();
  const auto active = std::min(hosts.size(), active_hosts);
  for (std::size_t i = 0; i < active; ++i) {
    const auto& host = hosts[(first + i) % hosts.size()];
    for (std::size_t j = 0; j < host.postings.size(); ++j) offers_.push_back({&host, j});
  }
  if (hot_percent == 0) return;
  hot_offer_ = {&hosts[(first + active) % hosts.size()], 0};
  hot_tenants_ = std::min(on.cast.tenants.size(), most_hot_tenants);
}

std::size_t swipes::spread_touches() const { return std::max(offers_.size(), active_); }

std::string_view swipes::next(std::size_t slot) {
  text_.clear();
  auto& mine = sent_[slot];
  mine = draw();
  const auto& [host, number] = mine.at;
  const auto& listing = host->postings[number];
  const auto& requirement = mine.tenant->postings[0];
  body_ = R"({"target_type":")";
  body_.append(mine.is_answer ? "requirement" : "listing").append(R"(","target_id":")");
  body_.append(mine.is_answer ? requirement : listing).append(R"(","as_id":")");
  body_.append(mine.is_answer ? listing : requirement).append(R"(","action":")");
  body_.append(mine.is_like ? "like" : "dislike").append(R"("})");
  append_request(text_, on_.server(), "POST /api/v1/swipe", mine.is_answer ? host->token : mine.tenant->token, body_);
  return text_;
}

void swipes::answered(std::size_t slot, unsigned status, std::string_view) {
  const auto& mine = sent_[slot];
  if (status != 200 || mine.is_answer || mine.is_hot || !mine.is_like) return;
  liked_.push_back(mine);
  if (liked_.size() > remembered_likes) liked_.pop_front();
}

void swipes::took(std::size_t slot, load::histogram::duration time) {
  (sent_[slot].is_hot ? hot_ : others_).record(time);
}

swipes::swipe swipes::draw() {
  if (turn_ < first_touches()) return first_touch(turn_++);
  if (on_.dice() % 100 < hot_percent_) return on_the_hot_one();
  if (liked_.empty() || on_.dice() % 100 >= answers_percent) return spread();
  auto answer = liked_.front();
  liked_.pop_front();
  answer.is_answer = true;
  return answer;
}

swipes::swipe swipes::first_touch(std::size_t turn) {
  if (turn >= spread_touches())
    return {&tenant(first_tenant_ + active_ + turn - spread_touches()), on_.one_of(offers_), false, likes(), false};
  return {&tenant(first_tenant_ + turn % active_), offers_[turn % offers_.size()], false, likes(), false};
}

swipes::swipe swipes::spread() {
  return {&tenant(first_tenant_ + on_.dice() % active_), on_.one_of(offers_), false, likes(), false};
}

/// Half of them like; who comes round again has changed their mind, so that every swipe is a change.
swipes::swipe swipes::on_the_hot_one() {
  const auto turn = hot_turn_++;
  const bool is_like = (turn + turn / hot_tenants_) % 2 == 0;
  return {&tenant(first_tenant_ + active_ + turn % hot_tenants_), hot_offer_, false, is_like, true};
}

load::load_result touch_first(stage& on, swipes& source) {
  tell("  first touches");
  return load::drive(on.server(), {.connections = swipes::connections, .requests = source.first_touches()}, source);
}

}  // namespace homigo::bench
