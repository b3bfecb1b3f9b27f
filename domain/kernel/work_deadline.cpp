#include "domain/kernel/work_deadline.hpp"

#include <utility>

namespace homigo::domain {
namespace {

thread_local work_deadline::moment until_when = work_deadline::moment::max();

}  // namespace

work_deadline::work_deadline(moment until) : outer_(std::exchange(until_when, until)) {}
work_deadline::~work_deadline() { until_when = outer_; }
work_deadline::moment work_deadline::current() { return until_when; }

}  // namespace homigo::domain
