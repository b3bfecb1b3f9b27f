#include "domain/quota.hpp"

namespace homigo::domain {

instant india_day_start(instant now) {
  return instant{india_day(now)} - std::chrono::hours{5} - std::chrono::minutes{30};
}

std::optional<failure> check_super_like_quota(std::int64_t used_today, std::int64_t daily_quota, instant now) {
  if (used_today < daily_quota) return std::nullopt;
  const auto wait = std::chrono::ceil<std::chrono::seconds>(india_day_start(now) + std::chrono::days{1} - now);
  return failure{errc::quota_exceeded, "All super likes of today are used.", {}, wait};
}

}  // namespace homigo::domain
