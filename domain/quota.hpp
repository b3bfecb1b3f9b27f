// The daily quota of super likes, counted by the day in India.
#pragma once

#include <optional>

#include "domain/errc.hpp"
#include "domain/time.hpp"

namespace homigo::domain {

/// When the day in India that holds `now` began: super likes from then on count.
instant india_day_start(instant now);

/// Refuses one more super like with quota_exceeded, to be tried again when the next day begins in India.
std::optional<failure> check_super_like_quota(std::int64_t used_today, std::int64_t daily_quota, instant now);

}  // namespace homigo::domain
