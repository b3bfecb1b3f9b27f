// A running edge with a few sample routes, for tests that speak to it through sockets.
#pragma once

#include <atomic>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "http/server/listener.hpp"

namespace homigo::http::testing {

struct note {
  std::string title;
  std::optional<std::int32_t> count;
  std::vector<std::string> tags;
};
HOMIGO_DESCRIBED(note, title, count, tags)
constexpr auto rules_of(const note*) {
  return domain::rules(domain::field("title").length(1, 20), domain::field("count").range(0, 9));
}

enum class colour : std::uint8_t { red, green };
HOMIGO_DESCRIBED_ENUM(colour, red, green)

struct page {
  std::int32_t limit = 20;
  std::optional<std::string> cursor;
};
HOMIGO_DESCRIBED(page, limit, cursor)
constexpr auto rules_of(const page*) { return domain::rules(domain::field("limit").range(1, 100).defaulted()); }

struct search {
  testing::page page;
  std::optional<domain::geo_point> near;
  std::vector<testing::colour> colours;
  std::optional<bool> furnished;
  std::optional<domain::date> by;
  std::optional<domain::uuid> owner;
  std::optional<std::vector<double>> bbox;
};
HOMIGO_DESCRIBED(search, page, near, colours, furnished, by, owner, bbox)
constexpr auto rules_of(const search*) { return domain::rules(domain::field("page").inlined()); }

/// Answers are kept in memory; `begun` scopes of a dead process can be forged by inserting them.
class memory_store : public domain::idempotency_store {
public:
  domain::idempotency_ticket begin(const domain::idempotency_scope& scope, const domain::request_hash& hash) override;
  std::optional<domain::idempotency_ticket> look(const domain::idempotency_scope& scope,
                                                 const domain::request_hash& hash) override;
  void finish(const domain::idempotency_scope& scope, const domain::stored_answer& answer) override;
  void abandon(const domain::idempotency_scope& scope) override;

private:
  struct entry {
    domain::request_hash hash{};
    std::optional<domain::stored_answer> answer;
    bool running = false;
    domain::uuid reserved_id{};
  };
  std::mutex mutex_;
  std::map<std::string, entry> entries_;
};

class sample_tokens : public authenticator {
public:
  std::optional<domain::principal> cached(std::string_view token) override;
  domain::result<domain::principal> authenticate(std::string_view token) override;
  domain::token_fault fault_of(std::string_view token) override;
};

class fixed_clock : public domain::clock {
public:
  domain::instant now() const override { return domain::instant{std::chrono::milliseconds{1'795'000'000'000}}; }
};

class counting_ids : public domain::id_source {
public:
  domain::uuid next() override;

private:
  std::atomic<std::uint8_t> last_{0};
};

settings short_settings();

class sample_edge {
public:
  explicit sample_edge(settings with = short_settings());
  ~sample_edge();

  unsigned short port() const { return listener_.port(); }
  http::listener& listener() { return listener_; }
  const router& routes() const { return routes_; }
  const worker_pool& workers() const { return workers_; }
  const metrics::registry& metrics() const { return metrics_; }

  std::promise<void> gate;     // POST /gate answers when it is set
  std::promise<void> at_gate;  // set when a request waits there
  std::atomic<int> echoes{0};  // runs of POST /echo
  std::atomic<int> peers_closed{0};
  std::atomic<bool> remembers{true};  // GET /remembered is answered from memory

private:
  void add_routes();

  settings settings_;
  io_threads threads_;
  worker_pool workers_;
  work_lanes lanes_{workers_, settings_};
  rate_limiter limits_{1000};
  sample_tokens tokens_;
  memory_store store_;
  fixed_clock clock_;
  counting_ids ids_;
  metrics::registry metrics_;
  edge_metrics edge_metrics_{metrics_};
  router routes_;
  request_pipeline pipeline_;
  http::listener listener_;
};

}  // namespace homigo::http::testing
