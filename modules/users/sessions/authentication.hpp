// Whose an access token is: from the cache within its few seconds, else from the database, sliding its end forward.
#pragma once

#include <optional>
#include <string_view>

#include "domain/kernel/access/principal.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/text/bytes.hpp"
#include "domain/users/token_fault.hpp"
#include "modules/users/accounts/account_context.hpp"

namespace homigo::modules {

class session_reader;
class token_cache;

/// Thread-safe.
class authentication {
public:
  authentication(const account_context& context, token_cache& cache, session_reader& sessions)
      : context_(context), cache_(cache), sessions_(sessions) {}

  /// Does not block. Nothing when the database must be asked.
  std::optional<domain::principal> cached(std::string_view token) const;
  /// Fails with unauthorized; throws domain::unavailable.
  domain::result<domain::principal> authenticate(std::string_view token);
  /// Of a token that authenticate() does not take. Throws domain::unavailable.
  domain::token_fault fault_of(std::string_view token);

private:
  domain::result<domain::principal> authenticate_operator(const domain::bytes& hash, domain::instant now,
                                                          std::uint64_t read);

  const account_context& context_;
  token_cache& cache_;
  session_reader& sessions_;
};

}  // namespace homigo::modules
