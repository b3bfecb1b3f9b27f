#include <fmt/format.h>

#include <charconv>
#include <deque>

#include "bench/load/text_socket.hpp"
#include "bench/run/matches.hpp"
#include "bench/run/pgbench.hpp"
#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::size_t conversations = 512;
constexpr std::chrono::seconds grace{3};  // for messages under way at the end

struct chat_result {
  load::histogram delivered;  // from the intended start to the other's socket
  double seconds = 0;
  std::uint64_t refused = 0;
  std::uint64_t lost = 0;  // sent, and not heard by the other
  double rate() const { return static_cast<double>(delivered.count()) / seconds; }
};

/// Both people of each conversation on a socket each; they write in turn of whoever is free.
class chat {
public:
  chat(stage& on, const std::vector<matched_pair>& pairs) {
    for (const auto& pair : pairs)
      for (const auto* who : {pair.tenant, pair.host}) {
        const auto slot = talkers_.size();
        auto next = std::make_unique<talker>(on, *who, pair.conversation_id);
        next->socket.attach(poller_, [this, slot](std::string_view text) { heard(slot, text); });
        talkers_.push_back(std::move(next));
      }
  }

  /// rate 0: everybody writes again as soon as the message before has been answered.
  chat_result run(double rate, std::chrono::milliseconds measured) {
    rate_ = rate;
    result_ = {};
    sent_ = heard_ = 0;
    free_.clear();
    for (std::size_t i = 0; i < talkers_.size(); ++i) free_.push_back(i);
    began_ = clock::now();
    counted_from_ = began_ + std::chrono::seconds{1};
    ends_ = counted_from_ + measured;
    while (clock::now() < ends_) {
      send_due();
      poller_.wait(std::chrono::microseconds{rate > 0 ? 200 : 20'000});
    }
    for (const auto last = clock::now() + grace; heard_ < sent_ && clock::now() < last;)
      poller_.wait(std::chrono::milliseconds{10});
    result_.lost = sent_ - heard_ - std::min(result_.refused, sent_ - heard_);
    result_.seconds = std::chrono::duration<double>(ends_ - counted_from_).count();
    return result_;
  }

private:
  struct talker {
    talker(stage& on, const person& who, std::string where)
        : socket(on.server(), "/api/v1/ws", who.token), conversation(std::move(where)), user_id(who.user_id) {}
    load::text_socket socket;
    std::string conversation;
    std::string user_id;
  };

  std::int64_t stamp(clock::time_point at) const { return at.time_since_epoch().count(); }

  void send_due() {
    const auto now = clock::now();
    while (!free_.empty() && now < ends_) {
      auto intended = now;
      if (rate_ > 0)
        intended =
            began_ + std::chrono::nanoseconds{static_cast<std::int64_t>(static_cast<double>(sent_) / rate_ * 1e9)};
      if (intended > now) return;
      const auto who = free_.front();
      free_.pop_front();
      ++sent_;
      say(*talkers_[who], intended);
    }
  }

  void say(talker& who, clock::time_point intended) {
    text_.clear();
    fmt::format_to(
        std::back_inserter(text_),
        R"({{"id":"m","op":"message.send","data":{{"conversation_id":"{}","type":"text","body":"@{}@ Is the flat still free?"}}}})",
        who.conversation, stamp(intended));
    who.socket.send(text_);
  }

  /// Cheap looks at the text: the answer to the own message, or the other's message with its time in the body.
  void heard(std::size_t slot, std::string_view text) {
    if (text.find(R"("id":"m")") != text.npos) {
      if (text.find(R"("ok":true)") == text.npos) ++result_.refused;
      free_.push_back(slot);
      if (rate_ == 0) send_due();
      return;
    }
    const auto mark = text.find('@');
    if (mark == text.npos || text.find(R"("event":"message.created")") == text.npos) return;
    constexpr std::string_view sender = R"("sender_id":")";
    const auto by = text.find(sender);
    if (by == text.npos || text.substr(by + sender.size(), 36) == talkers_[slot]->user_id) return;
    std::int64_t at = 0;
    std::from_chars(text.data() + mark + 1, text.data() + text.size(), at);
    count(clock::time_point{clock::duration{at}});
  }

  void count(clock::time_point intended) {
    if (intended < began_) return;  // of the round before
    ++heard_;
    const auto now = clock::now();
    const bool counts = rate_ == 0 ? now >= counted_from_ && now < ends_ : intended >= counted_from_;
    if (counts) result_.delivered.record(std::chrono::duration_cast<load::histogram::duration>(now - intended));
  }

  load::poller poller_;
  std::vector<std::unique_ptr<talker>> talkers_;
  std::deque<std::size_t> free_;
  clock::time_point began_, counted_from_, ends_;
  double rate_ = 0;
  std::uint64_t sent_ = 0, heard_ = 0;
  chat_result result_;
  std::string text_;
};

void note(outcome& out, const chat_result& result) {
  out.failures += static_cast<std::int64_t>(result.refused + result.lost);
  if (result.refused + result.lost > 0)
    out.notes.push_back(fmt::format("{} refused, {} not heard by the other", result.refused, result.lost));
}

}  // namespace

outcome measure_chat(stage& on) {
  outcome out{.work = "chat", .unit = "messages a second, durable and delivered to the other's WebSocket"};
  out.baseline = "a bare insert by pgbench, 32 clients";
  prepare_baseline(on.wanted);
  chat talk{on, make_matches(on, std::min({conversations, on.cast.hosts.size(), on.cast.tenants.size()}))};
  const auto message = on.wanted.folder + "/baseline/message.sql";
  const auto baseline = [&](std::uint64_t seconds) {
    return run_pgbench(on.wanted, on.wanted.baseline, {message}, 32, seconds).rate;
  };
  const auto product = [&](double rate) {
    const auto result = talk.run(rate, std::chrono::seconds{on.wanted.seconds});
    note(out, result);
    return measured{result.delivered, result.rate()};
  };
  compare(on, {product, baseline}, out);
  judge(out, out.half_load_p99_ms);
  return out;
}

}  // namespace homigo::bench
