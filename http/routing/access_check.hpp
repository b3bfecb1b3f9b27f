// Whether who is known may use a route at all; whose things they are is the handler's to judge.
#pragma once

#include "domain/kernel/access/principal.hpp"
#include "domain/kernel/errors/errc.hpp"

namespace homigo::http {

struct route;

/// Fails with unauthorized (the account is gone) and forbidden.
domain::result<void> check_access(const route& entry, const domain::principal& who);

}  // namespace homigo::http
