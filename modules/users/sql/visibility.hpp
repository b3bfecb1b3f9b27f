// The conditions under which one person sees another's things, each written once as SQL.
#pragma once

#include <string>
#include <string_view>

namespace homigo::postgres {

/// Neither of the two blocks the other; a NULL person blocks nobody.
inline std::string not_blocked(std::string_view a, std::string_view b) {
  const std::string one{a}, two{b};
  return "NOT EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = " + one + " AND b.blocked_id = " + two +
         ") AND NOT EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = " + two + " AND b.blocked_id = " + one +
         ")";
}

/// A posting that can be swiped on at `now`.
inline std::string is_live(std::string_view alias, std::string_view now) {
  const std::string posting{alias};
  return posting + ".status = 'active' AND " + posting + ".valid_until > " + std::string{now} + "::timestamptz";
}

inline std::string in_good_standing(std::string_view user_id) {
  return "EXISTS (SELECT FROM users standing WHERE standing.user_id = " + std::string{user_id} +
         " AND standing.account_status = 'active')";
}

/// A posting that everyone is shown whom its owner does not block, nor they the owner.
inline std::string is_public(std::string_view alias, std::string_view owner, std::string_view now) {
  return is_live(alias, now) + " AND " + in_good_standing(owner);
}

/// Levels of verification out of user_verifications `v`, as domain::counterpart and domain::user read them.
inline constexpr std::string_view badges_sql = R"(to_jsonb(array_remove(ARRAY[
    CASE WHEN v.phone_verified_at IS NOT NULL THEN 'phone' END, CASE WHEN v.email_verified_at IS NOT NULL THEN 'email' END,
    CASE WHEN v.aadhaar_verified_at IS NOT NULL THEN 'aadhaar' END,
    CASE WHEN v.face_verified_at IS NOT NULL THEN 'face' END], NULL)))";

}  // namespace homigo::postgres
