#include "http/routing/access_check.hpp"

#include "http/routing/route.hpp"

namespace homigo::http {

using domain::errc;
using domain::failure;

namespace {

domain::result<void> check_permission(const route& entry, const domain::principal& who) {
  if (!who.is_operator) return failure{errc::forbidden, "Only operators can do this."};
  if (!who.permissions.contains(entry.permission)) return failure{errc::forbidden, "Your role does not allow this."};
  return {};
}

}  // namespace

domain::result<void> check_access(const route& entry, const domain::principal& who) {
  using domain::account_status;
  if (who.account_status == account_status::deleted)
    return failure{errc::unauthorized, "This account has been deleted."};
  if (who.account_status == account_status::suspended) return failure{errc::forbidden, "This account is suspended."};
  if (who.account_status == account_status::pending)
    return failure{errc::forbidden, "Verify your phone number or e-mail address first."};
  if (entry.access == access::operators) return check_permission(entry, who);
  // An operator is no person: nothing of a person's life is theirs to read, to begin or to be told of.
  if (who.is_operator && (entry.access == access::user || entry.upgrade))
    return failure{errc::forbidden, "Operators cannot do this."};
  return {};
}

}  // namespace homigo::http
