// Who holds an access token: from memory, or asked for on a worker and bounded, so that guessing costs the guesser.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <string_view>

#include "domain/kernel/access/principal.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "http/pipeline/authenticator.hpp"
#include "http/pipeline/work_lanes.hpp"
#include "http/routing/rate_limiter.hpp"

namespace homigo::http {

/// Stateless; shared by all I/O threads. What it is made of outlives it.
class token_lookup {
public:
  token_lookup(authenticator& tokens, rate_limiter& limits, work_lanes& lanes)
      : tokens_(tokens), limits_(limits), lanes_(lanes) {}

  /// A person or an operator. An address that has named many tokens that nobody holds is told quota_exceeded before the
  /// look-up. Does not throw.
  boost::asio::awaitable<domain::result<domain::principal>> holder_of(std::string_view token,
                                                                      const std::string& address);
  /// As holder_of(); an operator is told unauthorized.
  boost::asio::awaitable<domain::result<domain::principal>> person_of(std::string_view token,
                                                                      const std::string& address);

private:
  authenticator& tokens_;
  rate_limiter& limits_;
  work_lanes& lanes_;
};

}  // namespace homigo::http
