#include "modules/users/sql/account_changes.hpp"

#include "persistence/postgres/client/arrays.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

void accounts_changed(transaction& t, std::span<const domain::uuid> user_ids) {
  t.query("SELECT accounts_changed($1::uuid[])", {array_literal(user_ids)});
}

}  // namespace homigo::postgres
