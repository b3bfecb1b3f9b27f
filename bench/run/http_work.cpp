#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

constexpr std::size_t callers = 1000;
constexpr std::size_t readers = 64;

}  // namespace

/// Everybody asks for their own account; the baseline gets the same request and answers a fixed text.
outcome measure_http(stage& on) {
  outcome out{.work = "http", .unit = "GET /users/me a second"};
  out.baseline = "bare Beast, one thread, answering a fixed text";
  std::vector<std::string> requests;
  for (std::size_t i = 0; i < callers; ++i)
    requests.push_back(get_request(on.server(), "/api/v1/users/me", on.one_of(on.cast.tenants).token));
  any_request bare{on, {requests[0]}}, source{on, std::move(requests)};
  const load::load_plan plan{.connections = readers, .measured = std::chrono::seconds{on.wanted.seconds}};
  const auto baseline = [&](std::uint64_t) {
    const auto port = std::to_string(free_port());
    const auto there = load::resolve_url("http://127.0.0.1:" + port);
    child_process hello{on.wanted.hello, {port}, on.wanted.tokens + ".hello.log"};
    await_ready(there, hello);
    return load::drive(there, plan, bare).rate();
  };
  compare(on, {driven(on, plan, source, out), baseline}, out);
  judge(out, std::nullopt);
  return out;
}

}  // namespace homigo::bench
