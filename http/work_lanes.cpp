#include "http/work_lanes.hpp"

#include "http/perform.hpp"

namespace homigo::http {
namespace {

// A quarter of the place is what one address may take: a flood from there leaves room for everybody else.
constexpr std::size_t shares = 4;
// Yields the processor to threads that answer; the work itself is never in a hurry.
constexpr int yielding = 10;
constexpr fair_pool::room for_probes{2, 64, 64, 0};

fair_pool::room room_for(std::int32_t threads, std::int32_t queued) {
  const auto all = static_cast<std::size_t>(queued);
  return {static_cast<std::size_t>(threads), all, (all + shares - 1) / shares, yielding};
}

}  // namespace

work_lanes::work_lanes(worker_pool& workers, const settings& with)
    : workers_(workers),
      passwords_(room_for(with.password_threads, with.password_queue_limit)),
      pictures_(room_for(with.picture_threads, with.picture_queue_limit)),
      probes_(for_probes) {}

boost::asio::awaitable<bool> work_lanes::perform(work_lane lane, const std::string& address,
                                                 std::function<void()> job) {
  if (lane == work_lane::ordinary) return workers_.perform(std::move(job));
  auto& pool = lane == work_lane::passwords ? passwords_ : lane == work_lane::pictures ? pictures_ : probes_;
  submitter submit = [&pool, address](std::function<void()> one) { return pool.submit(address, std::move(one)); };
  return http::perform(std::move(submit), std::move(job));
}

void work_lanes::stop() {
  workers_.stop();
  passwords_.stop();
  pictures_.stop();
  probes_.stop();
}

}  // namespace homigo::http
