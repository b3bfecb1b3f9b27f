// Who is asking: what an access token stands for.
#pragma once

#include "domain/kernel/access/operator_permission.hpp"
#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"

namespace homigo::domain {

struct principal {
  uuid user_id{};
  domain::user_type user_type{};
  domain::account_status account_status{};
  uuid session_id{};
  bool is_operator = false;
  permission_set permissions{};  // of an operator's role
};

}  // namespace homigo::domain
