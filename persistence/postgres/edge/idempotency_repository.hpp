// First answers to requests with an Idempotency-Key, in table idempotency.
#pragma once

#include <mutex>
#include <set>
#include <string>

#include "domain/engine/idempotency_store.hpp"
#include "domain/kernel/time.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

/// `owner` is this process's incarnation: what an owner without a living row in table node has begun may be taken over
/// at once, what any owner has begun after 60 seconds. What this process has begun and could not end in writing,
/// because the database was away, its next try takes over at once. Answers are kept for 24 hours. Thread-safe.
class idempotency_repository final : public domain::idempotency_store {
public:
  idempotency_repository(connection_pool& pool, const domain::clock& clock, domain::id_source& ids, domain::uuid owner)
      : database_(pool), clock_(clock), ids_(ids), owner_(owner) {}
  domain::idempotency_ticket begin(const domain::idempotency_scope& scope, const domain::request_hash& hash) override;
  void finish(const domain::idempotency_scope& scope, const domain::stored_answer& answer) override;
  void abandon(const domain::idempotency_scope& scope) override;
  void erase_expired();

private:
  static std::string name_of(const domain::idempotency_scope& scope);
  /// True for one caller only.
  [[nodiscard]] bool adopt_orphan(const domain::idempotency_scope& scope);
  void leave_orphan(const domain::idempotency_scope& scope);
  template <class Work>
  void end(const domain::idempotency_scope& scope, Work write);

  database database_;
  const domain::clock& clock_;
  domain::id_source& ids_;
  const domain::uuid owner_;
  std::mutex mutex_;
  std::set<std::string> orphans_;  // names of begun requests whose end is not written
};

}  // namespace homigo::postgres
