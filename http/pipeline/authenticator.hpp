// Turns an access token into the one who holds it.
#pragma once

#include <optional>
#include <string_view>

#include "domain/kernel/access/principal.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/users/token_fault.hpp"

namespace homigo::http {

class authenticator {
public:
  virtual ~authenticator() = default;
  /// From memory, at once, on an I/O thread: must not block. Nothing when it has to be looked up.
  virtual std::optional<domain::principal> cached(std::string_view token) = 0;
  /// On a worker thread. Fails with unauthorized.
  virtual domain::result<domain::principal> authenticate(std::string_view token) = 0;
  /// On a worker thread: what is wrong with a token that authenticate() has called unauthorized.
  virtual domain::token_fault fault_of(std::string_view token) = 0;
};

}  // namespace homigo::http
