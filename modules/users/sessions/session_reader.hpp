// Sessions as the database knows them, for one token and for many: the one place where ends slide forward with use.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <vector>

#include "domain/kernel/text/bytes.hpp"
#include "domain/kernel/time/time.hpp"
#include "modules/users/sessions/session_repository.hpp"

namespace homigo::modules {

/// Thread-safe; blocks. Throws domain::unavailable.
class session_reader {
public:
  session_reader(persistence::session_repository& sessions, std::chrono::seconds access_lifetime)
      : sessions_(sessions), access_lifetime_(access_lifetime) {}

  /// Nothing for a token that is unknown, expired or revoked, or of an account that is not active.
  std::optional<persistence::live_session> find(const domain::bytes& access_hash, domain::instant now);
  /// Those that find() would find, in any order.
  std::vector<persistence::live_session> find_all(std::span<const domain::bytes> access_hashes, domain::instant now);

private:
  void slide_ends(std::span<persistence::live_session> used, domain::instant now);

  persistence::session_repository& sessions_;
  const std::chrono::seconds access_lifetime_;
};

}  // namespace homigo::modules
