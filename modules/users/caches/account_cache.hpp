// Remembers the own account as it was answered last, so that most GET /users/me ask no database.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "domain/kernel/bounds/lru_map.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::modules {

/// A domain::user in JSON, for its owner.
struct account_text {
  std::string json;
  std::int64_t revision = 0;
};

/// Thread-safe; a lock is held for a look-up only, so that I/O threads may ask. What is forgotten stays forgotten: an
/// account that was read from the database before forget() is not remembered after it (see begin_read).
class account_cache {
public:
  using text = std::shared_ptr<const account_text>;

  /// Entries live at most `lifetime`. At most `capacity` of them: what was not asked for lately goes first.
  account_cache(std::chrono::seconds lifetime, std::size_t capacity);

  /// Null when the database must be asked.
  text find(const domain::uuid& user_id, domain::instant now);

  /// Call before reading the database; hand the answer to remember().
  std::uint64_t begin_read(const domain::uuid& user_id) const;
  void remember(const domain::uuid& user_id, text account, domain::instant now, std::uint64_t read);

  /// After every change of the account or its profiles, made here or heard of: also when its commit's outcome is
  /// unknown.
  void forget(const domain::uuid& user_id);
  /// Told after each forget(), on its thread, so that devices can be told; must not throw. Set before the first of
  /// them.
  void on_forget(std::function<void(const domain::uuid&)> listener) { on_forget_ = std::move(listener); }

  std::size_t size() const;

private:
  struct entry {
    text account;
    domain::instant valid_until;
  };
  /// Users are spread over shards, so that threads seldom meet at a lock.
  struct shard {
    explicit shard(std::size_t capacity) : entries(capacity) {}
    mutable std::mutex mutex;
    domain::lru_map<domain::uuid, entry, domain::uuid_hash> entries;
    std::uint64_t forgotten = 0;
  };
  static constexpr std::size_t shard_count = 16;

  shard& shard_of(const domain::uuid& user_id) { return shards_[domain::uuid_hash{}(user_id) >> 60]; }
  const shard& shard_of(const domain::uuid& user_id) const { return shards_[domain::uuid_hash{}(user_id) >> 60]; }

  const std::chrono::seconds lifetime_;
  std::deque<shard> shards_;
  std::function<void(const domain::uuid&)> on_forget_;
};

/// Forgets at the end of its scope, whatever way it is left.
class forgets_account {
public:
  forgets_account(account_cache& cache, const domain::uuid& user_id) : cache_(cache), user_id_(user_id) {}
  ~forgets_account() { cache_.forget(user_id_); }
  forgets_account(const forgets_account&) = delete;
  forgets_account& operator=(const forgets_account&) = delete;

private:
  account_cache& cache_;
  const domain::uuid user_id_;
};

}  // namespace homigo::modules
