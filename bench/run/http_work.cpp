#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

constexpr std::size_t callers = 1000;
constexpr std::size_t readers = 64;

/// Everybody asks for the own account.
class own_account final : public load::request_source {
public:
  explicit own_account(stage& on) : on_(on) {
    for (std::size_t i = 0; i < callers; ++i)
      texts_.push_back(get_request(on.server(), "/api/v1/users/me", on.one_of(on.cast.tenants).token));
  }
  std::string_view next(std::size_t) override { return on_.one_of(texts_); }

private:
  stage& on_;
  std::vector<std::string> texts_;
};

/// The same length of request to a server that answers a fixed text.
class greeting final : public load::request_source {
public:
  explicit greeting(const stage& on) : text_(get_request(on.server(), "/api/v1/users/me", on.cast.tenants[0].token)) {}
  std::string_view next(std::size_t) override { return text_; }

private:
  const std::string text_;
};

}  // namespace

outcome measure_http(stage& on) {
  outcome out{.work = "http", .unit = "GET /users/me a second"};
  out.baseline = "bare Beast, one thread, answering a fixed text";
  own_account source{on};
  const load::load_plan plan{.connections = readers, .measured = std::chrono::seconds{on.wanted.seconds}};
  const auto log = on.wanted.tokens + ".hello.log";
  const auto baseline = [&](std::uint64_t) {
    const auto port = std::to_string(free_port());
    child_process hello{on.wanted.hello, {port}, log};
    const auto there = load::resolve_url("http://127.0.0.1:" + port);
    await_server(there);
    greeting bare{on};
    return load::drive(there, plan, bare).rate();
  };
  compare(on, {plan, source, baseline}, out);
  judge(out, std::nullopt);
  return out;
}

}  // namespace homigo::bench
