// What all modules around accounts stand on; made once by the composition root and outliving them.
#pragma once

#include <string>

#include "config/settings.hpp"
#include "domain/kernel/ids/random.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::metrics {
class registry;
}
namespace homigo::persistence {
class account_repository;
class attempt_limits;
class operator_repository;
class profile_repository;
class session_repository;
}  // namespace homigo::persistence

namespace homigo::modules {

class password_hasher;
class server_secrets;

struct account_context {
  const domain::clock& clock;
  domain::id_source& ids;
  domain::random_source& random;
  const config::accounts_settings& settings;
  const server_secrets& secrets;
  password_hasher& hasher;
  persistence::account_repository& accounts;
  persistence::attempt_limits& limits;
  persistence::session_repository& sessions;
  persistence::profile_repository& profiles;
  persistence::operator_repository& operators;
  metrics::registry& metrics;
};

/// From where a request came.
struct client_origin {
  std::string address;
  std::string user_agent;
};

}  // namespace homigo::modules
