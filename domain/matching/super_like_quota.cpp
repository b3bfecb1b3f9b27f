#include "domain/matching/super_like_quota.hpp"

namespace homigo::domain {

instant india_day_start(instant now) {
  return instant{india_day(now)} - std::chrono::hours{5} - std::chrono::minutes{30};
}

failure super_like_quota_exceeded(instant now) {
  const auto wait = std::chrono::ceil<std::chrono::seconds>(india_day_start(now) + std::chrono::days{1} - now);
  return {errc::quota_exceeded, "You have used all your super likes for today.", {}, wait};
}

}  // namespace homigo::domain
