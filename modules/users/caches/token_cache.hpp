// Remembers for a few seconds whom an access token belongs to, so that most requests ask no database.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "domain/kernel/access/principal.hpp"
#include "domain/kernel/bounds/lru_map.hpp"
#include "domain/kernel/text/bytes.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::modules {

/// Whose tokens have ended: one session, or all of a user.
struct sessions_ended {
  std::optional<domain::uuid> session_id;
  std::optional<domain::uuid> user_id;
};

/// Thread-safe. Tokens are known here by their hash. What is forgotten stays forgotten: a principal that was read from
/// the database before a forget_… is not remembered after it (see begin_read and take_due).
class token_cache {
public:
  /// Entries live at most `lifetime` from their reading; a full cache drops what was used longest ago.
  token_cache(std::chrono::seconds lifetime, std::size_t capacity);
  std::chrono::seconds lifetime() const { return lifetime_; }

  /// Told after each forget_…, on its thread, so that open connections can be closed. Set before the first of them.
  void on_forget(std::function<void(const sessions_ended&)> listener) { on_forget_ = std::move(listener); }

  std::optional<domain::principal> find(const domain::bytes& hash, domain::instant now);

  /// Call before reading the database; hand the answer to remember().
  std::uint64_t begin_read() const;
  void remember(const domain::bytes& hash, const domain::principal& who, domain::instant access_expires_at,
                domain::instant now, std::uint64_t read);

  /// The hashes of sessions that were used since they were read and would lapse by `before`; operators are never among
  /// them. Call before reading the database, from one thread at a time, and hand each back to renew() or refuse(): what
  /// was forgotten or read by others meanwhile is left as it is. Those not handed back come again. Drops what has
  /// lapsed.
  std::vector<domain::bytes> take_due(domain::instant now, domain::instant before);
  void renew(const domain::bytes& hash, const domain::principal& who, domain::instant access_expires_at,
             domain::instant now);
  /// The database knows no such session in good standing. Connections stay open, as after a refused look-up.
  void refuse(const domain::bytes& hash);

  /// Something about this user has changed: the next request reads it. Nobody is told, the sessions go on.
  void reread_user(const domain::uuid& user_id);
  void forget_session(const domain::uuid& session_id);
  void forget_user(const domain::uuid& user_id);

private:
  struct entry {
    domain::principal who;
    domain::instant valid_until;
    bool used = false;   // found since it was read
    bool taken = false;  // by take_due, and not handed back yet
  };
  using key = std::array<std::uint8_t, 32>;  // SHA-256
  struct first_octets {
    std::size_t operator()(const key& hash) const;
  };
  /// Tokens are spread over shards, so that threads seldom meet at a lock.
  struct alignas(64) shard {
    explicit shard(std::size_t capacity) : entries(capacity) {}
    std::mutex mutex;
    domain::lru_map<key, entry, first_octets> entries;
  };
  static key key_of(const domain::bytes& hash);
  shard& shard_of(const key& of) { return shards_[of.back() % shards_.size()]; }
  domain::instant end_of(domain::instant access_expires_at, domain::instant now) const {
    return std::min(access_expires_at, now + lifetime_);
  }
  template <class Predicate>
  void forget_if(Predicate matches);

  const std::chrono::seconds lifetime_;
  std::function<void(const sessions_ended&)> on_forget_;
  std::deque<shard> shards_;
  std::atomic<std::uint64_t> forgotten_{0};  // raised before the shards are searched
};

}  // namespace homigo::modules
