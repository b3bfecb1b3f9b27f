// The daily quota of super likes, counted by the day in India.
#pragma once

#include <optional>

#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

/// When the day in India that holds `now` began: super likes from then on count.
instant india_day_start(instant now);

/// What one super like too many is answered with, to be tried again when the next day begins in India. The commit
/// counts them (commit_refused_swipes), under the lock of the swiper's account.
failure super_like_quota_exceeded(instant now);

}  // namespace homigo::domain
