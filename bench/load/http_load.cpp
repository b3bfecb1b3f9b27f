#include "bench/load/http_load.hpp"

#include <charconv>
#include <cstring>
#include <deque>
#include <memory>
#include <stdexcept>
#include <vector>

namespace homigo::load {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds rest{100};  // of a connection whose request was put off
constexpr std::chrono::seconds grace{5};        // for answers that are under way at the end

histogram::duration since(clock::time_point start, clock::time_point now) {
  return std::chrono::duration_cast<histogram::duration>(now - start);
}

class load_run;

class lane final : public watcher {
public:
  lane(load_run& run, std::size_t slot, const server_address& server) : run_(run), slot_(slot), pipe_(server) {}
  void attach(poller& by) { pipe_.attach(by, *this); }
  void ask(clock::time_point intended);
  bool is_open() const { return pipe_.is_open(); }
  void ready() override;

private:
  load_run& run_;
  const std::size_t slot_;
  byte_pipe pipe_;
  clock::time_point intended_{};
  bool asking_ = false;
};

class load_run {
public:
  load_run(const server_address& server, const load_plan& plan, request_source& from) : source(from), plan_(plan) {
    for (std::size_t i = 0; i < plan.connections; ++i) {
      lanes_.push_back(std::make_unique<lane>(*this, i, server));
      lanes_.back()->attach(poller_);
      free_.push_back(lanes_.back().get());
    }
  }

  load_result run() {
    began_ = clock::now();
    counted_from_ = began_ + (plan_.requests ? std::chrono::milliseconds{0} : plan_.warm_up);
    ends_ = plan_.requests ? clock::time_point::max() : counted_from_ + plan_.measured;
    while (clock::now() < ends_ && !is_sent_out()) {
      send_due();
      poller_.wait(until_next());
    }
    finish();
    return std::move(result_);
  }

  void answered(lane& by, clock::time_point intended, std::size_t slot, unsigned status, std::string_view body) {
    const auto now = clock::now();
    --under_way_;
    source.answered(slot, status, body);
    if (counts(intended, now)) {
      ++result_.statuses[status];
      if (status >= 200 && status < 300) {
        result_.taken.record(since(intended, now));
        source.took(slot, since(intended, now));
      }
    }
    if (status == 429 || status == 503)
      resting_.emplace_back(now + rest, &by);
    else
      free_.push_back(&by);
    if (plan_.rate == 0 && now < ends_) send_due();
  }

  /// A lane that is lost is not replaced.
  void lost(bool was_asking) {
    ++result_.statuses[0];
    if (was_asking) --under_way_;
    if (++lost_ == lanes_.size()) throw std::runtime_error{"The server has closed every connection."};
  }

  request_source& source;

private:
  bool is_sent_out() const { return plan_.requests != 0 && sent_ >= plan_.requests; }

  bool counts(clock::time_point intended, clock::time_point now) const {
    // In a closed loop what is answered within the time counts; at a fixed rate what should have begun within it.
    return plan_.rate == 0 ? now >= counted_from_ && now < ends_ : intended >= counted_from_;
  }

  clock::time_point due(std::uint64_t number) const {
    return began_ + std::chrono::duration_cast<clock::duration>(
                        std::chrono::duration<double>(static_cast<double>(number) / plan_.rate));
  }

  void send_due() {
    const auto now = clock::now();
    for (; !resting_.empty() && resting_.front().first <= now; resting_.pop_front())
      free_.push_back(resting_.front().second);
    while (!free_.empty() && !is_sent_out()) {
      const auto intended = plan_.rate == 0 ? now : due(sent_);
      if (intended > now) return;
      auto* next = free_.front();
      free_.pop_front();
      if (!next->is_open()) continue;
      ++sent_;
      ++under_way_;
      next->ask(intended);
    }
  }

  std::chrono::nanoseconds until_next() const {
    constexpr std::chrono::milliseconds at_most{50};
    if (!resting_.empty()) return rest / 10;
    if (plan_.rate == 0 || free_.empty()) return at_most;
    return std::min<std::chrono::nanoseconds>(due(sent_) - clock::now(), at_most);
  }

  void finish() {
    const auto ended = plan_.requests ? clock::now() : ends_;
    result_.seconds = std::chrono::duration<double>(ended - counted_from_).count();
    for (const auto last = clock::now() + grace; under_way_ > 0 && clock::now() < last;)
      poller_.wait(std::chrono::milliseconds{50});
    if (plan_.requests) result_.seconds = std::chrono::duration<double>(clock::now() - began_).count();
    result_.statuses[0] += under_way_;
    if (plan_.rate == 0 || plan_.requests) return;
    for (; due(sent_) < ends_; ++sent_) result_.taken.record(since(due(sent_), clock::now()));
  }

  const load_plan plan_;
  poller poller_;
  std::vector<std::unique_ptr<lane>> lanes_;
  std::deque<lane*> free_;
  std::deque<std::pair<clock::time_point, lane*>> resting_;
  clock::time_point began_, counted_from_, ends_;
  std::uint64_t sent_ = 0;
  std::uint64_t under_way_ = 0;
  std::size_t lost_ = 0;
  load_result result_;
};

void lane::ask(clock::time_point intended) {
  intended_ = intended;
  asking_ = true;
  pipe_.send(run_.source.next(slot_));
}

void lane::ready() {
  if (!pipe_.is_open()) return;
  pipe_.pump();
  unsigned status = 0;
  std::string_view body;
  while (asking_) {
    const auto size = parse_answer(pipe_.unread(), status, body);
    if (size == 0) break;
    asking_ = false;
    // The body lies in the buffer: it is looked at before it is consumed, and a next request may go out meanwhile.
    const auto intended = intended_;
    run_.answered(*this, intended, slot_, status, body);
    pipe_.consume(size);
  }
  if (!pipe_.is_open()) run_.lost(asking_);
}

/// Case does not matter in names of headers.
std::size_t content_length(std::string_view head) {
  constexpr std::string_view name = "content-length:";
  for (std::size_t at = head.find('\n'); at != head.npos; at = head.find('\n', at + 1)) {
    const auto line = head.substr(at + 1);
    if (line.size() < name.size() || ::strncasecmp(line.data(), name.data(), name.size()) != 0) continue;
    const char* digit = line.data() + name.size();
    while (*digit == ' ') ++digit;
    std::size_t value = 0;
    std::from_chars(digit, line.data() + line.size(), value);
    return value;
  }
  return 0;
}

}  // namespace

std::uint64_t load_result::failed() const {
  std::uint64_t sum = 0;
  for (const auto& [status, count] : statuses)
    if (status < 200 || status >= 300) sum += count;
  return sum;
}

std::size_t parse_answer(std::string_view bytes, unsigned& status, std::string_view& body) {
  const auto end = bytes.find("\r\n\r\n");
  if (end == bytes.npos || end < 12) return 0;
  const auto head = bytes.substr(0, end);
  const auto length = content_length(head);
  if (bytes.size() < end + 4 + length) return 0;
  status = 0;
  std::from_chars(bytes.data() + 9, bytes.data() + 12, status);
  body = bytes.substr(end + 4, length);
  return end + 4 + length;
}

std::string body_of(byte_pipe& connection, std::string_view request) {
  constexpr int patience_s = 10;
  connection.send(request);
  unsigned status = 0;
  std::string_view body;
  for (;;) {
    const auto size = parse_answer(connection.unread(), status, body);
    if (size == 0 && connection.wait_for_bytes(patience_s)) continue;
    if (size == 0 || status != 200) throw std::runtime_error{"A request was answered " + std::to_string(status) + "."};
    std::string kept{body};
    connection.consume(size);
    return kept;
  }
}

load_result drive(const server_address& server, const load_plan& plan, request_source& source) {
  return load_run{server, plan, source}.run();
}

}  // namespace homigo::load
