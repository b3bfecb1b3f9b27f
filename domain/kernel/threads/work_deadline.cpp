#include "domain/kernel/threads/work_deadline.hpp"

#include <utility>

#include "domain/kernel/errors/unavailable.hpp"

namespace homigo::domain {
namespace {

thread_local const work_deadline* in_force = nullptr;

}  // namespace

work_deadline::work_deadline(moment until) : outer_(std::exchange(in_force, this)), until_(until) {}

work_deadline::work_deadline(const std::stop_token& stop, std::chrono::milliseconds grace)
    : work_deadline(moment::max()) {
  on_stop_.emplace(stop, ending{until_, grace});
}

work_deadline::~work_deadline() { in_force = outer_; }

work_deadline::moment work_deadline::current() { return in_force ? in_force->until() : moment::max(); }

const work_deadline* work_deadline::innermost() { return in_force; }

void work_deadline::expect_time_left() {
  if (has_passed()) throw unavailable{errc::overloaded, "no time is left for this work"};
}

}  // namespace homigo::domain
