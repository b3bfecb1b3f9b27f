// An account as its owner sees it and as others may see it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/users/profile.hpp"

namespace homigo::domain {

/// What GET /users/me answers. `revision` is its ETag.
struct user {
  uuid user_id{};
  std::string full_name;
  std::string phone;
  std::string email;
  domain::user_type user_type{};
  domain::account_status account_status{};
  domain::contact_visibility contact_visibility{};
  bool whatsapp_opt_in = false;
  std::vector<badge> badges;
  bool is_fully_verified = false;
  std::optional<domain::tenant_profile> tenant_profile;
  std::optional<domain::host_profile> host_profile;
  std::int64_t revision = 0;
  instant created_at{};
  instant updated_at{};
};
HOMIGO_DESCRIBED(user, user_id, full_name, phone, email, user_type, account_status, contact_visibility, whatsapp_opt_in,
                 badges, is_fully_verified, tenant_profile, host_profile, revision, created_at, updated_at)

/// What GET /users/{user_id} answers: contacts are for matches alone and are no part of it.
struct public_user {
  uuid user_id{};
  std::string full_name;
  domain::user_type user_type{};
  std::vector<badge> badges;
  bool is_fully_verified = false;
  std::optional<domain::tenant_profile> tenant_profile;
  std::optional<domain::host_profile> host_profile;
  instant created_at{};
};
HOMIGO_DESCRIBED(public_user, user_id, full_name, user_type, badges, is_fully_verified, tenant_profile, host_profile,
                 created_at)

/// What PUT /users/me may change.
struct user_settings {
  std::string full_name;
  domain::user_type user_type{};
  domain::contact_visibility contact_visibility{};
  bool whatsapp_opt_in = false;
  bool operator==(const user_settings&) const = default;
};
HOMIGO_DESCRIBED(user_settings, full_name, user_type, contact_visibility, whatsapp_opt_in)
constexpr auto rules_of(const user_settings*) {
  return rules(field("full_name").length(1, 120).matching(pattern::no_control));
}

}  // namespace homigo::domain
