// Signed-in devices: their tokens' hashes, never the tokens.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/kernel/access/principal.hpp"
#include "domain/kernel/text/bytes.hpp"
#include "domain/kernel/time/time.hpp"
#include "domain/users/token_fault.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

struct new_session {
  domain::uuid session_id{};
  domain::uuid family_id{};
  domain::bytes access_hash;
  domain::instant access_expires_at{};
  domain::bytes refresh_hash;
  domain::instant refresh_expires_at{};
  std::string user_agent;
  domain::bytes origin;  // keyed hash of the client's address
  domain::instant created_at{};
};

struct live_session {
  domain::bytes access_hash;
  domain::principal who;
  domain::instant access_expires_at{};
  domain::instant last_used_at{};
};

/// What takes the place of a session's tokens when it is refreshed.
struct successor {
  domain::bytes access_hash;
  domain::instant access_expires_at{};
  domain::bytes refresh_hash;
  domain::instant refresh_expires_at{};
  /// The new tokens, readable only with the spent refresh token.
  domain::bytes sealed;
  /// Until when the spent token gives the same successor again.
  domain::instant grace_until{};
};

struct rotation {
  enum class outcome : std::uint8_t {
    rotated,
    repeated,  // within the grace time: `sealed` holds the successor made the first time
    reused,    // after it: the family is revoked
    unknown,
  };
  outcome what = outcome::unknown;
  domain::uuid user_id{};
  domain::bytes sealed{};
  domain::instant access_expires_at{};
  domain::uuid session_id{};  // of reused: what was revoked
};

enum class revocation : std::uint8_t { logout, logout_everywhere, reuse, password_reset, suspended, deleted };

/// Throws domain::unavailable without its database.
class session_repository {
public:
  virtual ~session_repository() = default;
  virtual void add(const domain::uuid& user_id, const new_session& session) = 0;
  /// The session of an access token that is neither expired nor revoked, of an active account.
  virtual std::optional<live_session> find(const domain::bytes& access_hash, domain::instant now) = 0;
  /// Of an access token that find() does not find.
  virtual domain::token_fault fault_of(const domain::bytes& access_hash, domain::instant now) = 0;
  /// With one statement those that find() would find of many tokens, in any order.
  virtual std::vector<live_session> find_all(std::span<const domain::bytes> access_hashes, domain::instant now) = 0;
  /// Slides the access tokens' ends with one statement. Passes over revoked sessions, and over those that another
  /// transaction is writing at this moment: it waits for nobody.
  virtual void extend(std::span<const domain::uuid> session_ids, domain::instant access_expires_at,
                      domain::instant now) = 0;
  virtual rotation rotate(const domain::bytes& refresh_hash, const successor& next, domain::instant now) = 0;
  virtual void revoke(const domain::uuid& session_id, revocation why, domain::instant now) = 0;
  virtual void revoke_all(const domain::uuid& user_id, revocation why, domain::instant now) = 0;
  /// Erases sealed successors past their grace time, spent tokens and sessions that are long dead.
  virtual void erase_expired(domain::instant now) = 0;
};

/// `pool` must outlive it.
std::unique_ptr<session_repository> make_session_repository(postgres::connection_pool& pool);

}  // namespace homigo::persistence
