#include "http/pipeline/work_lanes.hpp"

#include "http/routing/perform.hpp"

namespace homigo::http {
namespace {

// Yields the processor to threads that answer; the work itself is never in a hurry.
constexpr int yielding = 10;
// Who has sent a photo has waited long for that already, and sends it again when refused: below a proxy's minute.
constexpr std::chrono::seconds patience_for_pictures{50};
constexpr fair_pool::room for_probes{2, 128, 0};

fair_pool::room room_for(std::int32_t threads, std::int32_t queued) {
  return {static_cast<std::size_t>(threads), static_cast<std::size_t>(queued), yielding};
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
  return http::perform(std::move(submit), std::move(job),
                       lane == work_lane::pictures ? patience_for_pictures : usual_patience);
}

void work_lanes::stop() {
  workers_.stop();
  passwords_.stop();
  pictures_.stop();
  probes_.stop();
}

}  // namespace homigo::http
